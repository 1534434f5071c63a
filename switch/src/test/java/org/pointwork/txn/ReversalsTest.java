package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Leg;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestRow;

/** The 0420 that undoes an original. */
class ReversalsTest {
    private static final Instant NOW = Instant.parse("2026-12-31T23:59:58Z");
    private final Reversals reversals = new Reversals(0);
    private final RequestRow original = TestRow.rowOf(7, Requests.purchase(77));

    @Test
    void it_names_its_original_and_keeps_its_references() {
        Leg leg = leg(original, Optional.empty(), "A1B2C3");
        assertAll(
                () -> assertEquals("0420", leg.mti()),
                () -> assertEquals("0200" + "000077" + "0721101530" + "00000012345" + "00000000000", element(leg, 90)),
                () -> assertEquals("1231235958", element(leg, 7)),
                () -> assertEquals("000001", element(leg, 11)),
                () -> assertEquals("720000000077", element(leg, 37)),
                () -> assertEquals("000000012300", element(leg, 4)),
                () -> assertEquals("A1B2C3", element(leg, 38)),
                () -> assertEquals("12345", element(leg, 32)),
                () -> assertEquals("TERM0001", element(leg, 41)),
                () -> assertEquals("356", element(leg, 49)),
                () -> assertEquals("154530", element(leg, 12)),
                () -> assertEquals("0721", element(leg, 13)),
                () -> assertFalse(leg.elements().containsKey(2)),
                () -> assertEquals(0, leg.attempts()));
    }

    @Test
    void what_the_original_lacked_is_zero_in_de_90_and_absent_elsewhere() {
        RequestRow bare = TestRow.rowOf(7, Requests.without(Requests.purchase(77), 32, 37, 42));
        Leg leg = leg(bare, Optional.empty(), "");
        assertAll(
                () -> assertEquals("0200" + "000077" + "0721101530" + "0".repeat(22), element(leg, 90)),
                () -> assertFalse(leg.elements().containsKey(32)),
                () -> assertFalse(leg.elements().containsKey(37)),
                () -> assertFalse(leg.elements().containsKey(38)),
                () -> assertFalse(leg.elements().containsKey(42)));
    }

    @Test
    void a_partial_approval_is_undone_by_its_own_amount() {
        assertEquals("000000006150", element(leg(original, Optional.of(6_150L), ""), 4));
    }

    @Test
    void each_has_a_stan_of_its_own_that_wraps_and_is_never_zero() {
        Reversals nearlyFull = new Reversals(999_998L * 100);
        assertEquals("999999", element(nearlyFull.leg(original, Optional.empty(), "", Optional.empty(), NOW), 11));
        assertEquals("000001", element(nearlyFull.leg(original, Optional.empty(), "", Optional.empty(), NOW), 11));
        assertNotEquals(
                element(leg(original, Optional.empty(), ""), 11), element(leg(original, Optional.empty(), ""), 11));
    }

    @Test
    void it_can_be_written_in_every_dialect() throws Exception {
        Leg leg = leg(original, Optional.empty(), "A1B2C3");
        for (Dialect dialect : new Dialect[] {Dialect.ISO87_ASCII, Dialect.ISO87_BCD}) {
            IsoCodec codec = new IsoCodec(dialect);
            var read = codec.decode(codec.encode(Requests.message(leg.mti(), leg.elements())));
            assertEquals(element(leg, 90), read.fields().text(90), dialect.name());
        }
    }

    private Leg leg(RequestRow row, Optional<Long> approved, String code) {
        return reversals.leg(row, approved, code, Optional.empty(), NOW);
    }

    private static String element(Leg leg, int de) {
        return leg.elements().get(de);
    }
}
