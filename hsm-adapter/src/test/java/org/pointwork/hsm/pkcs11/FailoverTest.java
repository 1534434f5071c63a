package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.failover.FailoverHsm;
import org.pointwork.hsm.failover.FailoverHsm.Spread;

/** Two tokens with the same keys: one goes away beneath its users and comes back, or has never been the same. */
class FailoverTest {
    private static final MacKey ZAK = new MacKey("zak");
    private static final PinKey ZPK = new PinKey("zpk");
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String OTHER_KEY = "FEDCBA98765432100123456789ABCDEF";
    private static final byte[] DATA = new byte[160];
    private static final int TURNS = 1000;
    private static final int CALLS = 200;
    private static final double SLACK = 30;

    private final Map<String, Supplier<? extends Hsm>> members = new LinkedHashMap<>();
    private FailoverHsm hsm;

    @AfterEach
    void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    @Test
    void the_next_does_what_the_first_cannot_until_it_is_back() throws Exception {
        Path first = member("first", KEY);
        member("second", KEY);
        open(Spread.ORDERED);
        byte[] expected = mac();
        assertEquals(List.of("first", "second"), List.copyOf(hsm.members().keySet()));
        assertFew(operations("second", this::macs));

        Path parked = first.resolveSibling("../aside-" + first.getFileName()).normalize();
        Files.move(first, parked);
        until("the first one is left out", () -> {
            assertArrayEquals(expected, mac(), "nobody sees it go");
            return hsm.members().get("first").state() == State.DOWN;
        });
        assertEquals(CALLS, operations("second", this::macs), SLACK);
        assertEquals(State.UP, hsm.health().state());
        assertTrue(
                hsm.health().detail().contains("first left out"), hsm.health().detail());

        Files.move(parked, first);
        until("it is back", () -> hsm.members().get("first").state() == State.UP);
        assertArrayEquals(expected, mac());
        assertFew(operations("second", this::macs));
    }

    @Test
    void calls_are_shared_where_that_is_wanted() {
        member("first", KEY);
        member("second", KEY);
        open(Spread.SHARED);
        assertEquals(CALLS / 2, operations("first", this::macs), SLACK);
    }

    @Test
    void a_member_with_another_key_is_named_and_left_out() {
        member("first", KEY);
        member("second", OTHER_KEY);
        open(Spread.SHARED);
        assertTrue(
                hsm.members().get("second").detail().contains("key zak is not the other members'"),
                hsm.members().get("second").detail());
        byte[] expected = mac();
        for (int i = 0; i < 4; i++) {
            assertArrayEquals(expected, mac());
        }
    }

    @Test
    void a_member_that_is_away_at_the_start_is_named() {
        members.put("gone", () -> {
            throw new HsmException(Reason.UNAVAILABLE, "token gone", "not there");
        });
        member("second", KEY);
        open(Spread.ORDERED);
        assertTrue(hsm.health().detail().contains("gone left out"), hsm.health().detail());
        assertEquals(8, mac().length);
    }

    @Test
    void where_all_are_away_it_is_said_at_once_and_of_each() throws Exception {
        Path first = member("first", KEY);
        open(Spread.ORDERED);
        mac();
        Files.move(
                first, first.resolveSibling("../aside-" + first.getFileName()).normalize());
        until("it fails", () -> {
            try {
                mac();
                return false;
            } catch (HsmException e) {
                return e.reason() == Reason.UNAVAILABLE;
            }
        });
        var e = assertThrows(HsmException.class, this::mac);
        assertTrue(e.getMessage().contains("first left out"), e.getMessage());
        assertEquals(State.DOWN, hsm.health().state());
    }

    @Test
    void what_is_wrong_with_a_pin_is_wrong_everywhere() {
        member("first", KEY);
        member("second", KEY);
        open(Spread.ORDERED);
        byte[] pan = "4000001234567899".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertFew(operations("second", () -> {
            var e = assertThrows(
                    HsmException.class,
                    () -> hsm.translatePin(ZPK, PinFormat.ISO_0, ZPK, PinFormat.ISO_0, new byte[8], pan));
            assertEquals(Reason.BAD_PIN_BLOCK, e.reason());
        }));
    }

    /** A new token as one more member; says where it is. */
    private Path member(String name, String key) {
        Set<Path> before = tokens();
        Pkcs11Config token = TestToken.fresh().withKeyRefresh(Duration.ofMillis(50));
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, key);
        TestToken.load(token, ZPK, KeyAlgorithm.TDES2, key);
        members.put(name, () -> Pkcs11Hsm.open(token));
        Set<Path> made = tokens();
        made.removeAll(before);
        return made.iterator().next();
    }

    private static Set<Path> tokens() {
        try (var tokens = Files.list(TestToken.softHsm().tokenDirectory())) {
            return new HashSet<>(tokens.toList());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void open(Spread spread) {
        hsm = FailoverHsm.open(members, spread, List.of(ZAK, ZPK));
    }

    private byte[] mac() {
        return hsm.mac(ZAK, MacAlgorithm.RETAIL, DATA, 0, DATA.length);
    }

    private void macs() {
        for (int i = 0; i < CALLS; i++) {
            mac();
        }
    }

    /** How many operations a member did meanwhile; looks are among them, one a second. */
    private long operations(String member, Runnable work) {
        long before = hsm.members().get(member).operations();
        work.run();
        return hsm.members().get(member).operations() - before;
    }

    private static void assertFew(long operations) {
        assertEquals(0, operations, SLACK);
    }

    private static void until(String what, BooleanSupplier holds) throws InterruptedException {
        for (int i = 0; i < TURNS && !holds.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        assertTrue(holds.getAsBoolean(), what);
    }
}
