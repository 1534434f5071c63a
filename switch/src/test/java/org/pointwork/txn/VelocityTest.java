package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.journal.Use.Total;
import org.pointwork.model.Purpose;
import org.pointwork.model.Refusal;
import org.pointwork.route.When;
import org.pointwork.route.Whens;
import org.pointwork.testing.TestRow;
import org.pointwork.txn.VelocityRule.Per;
import org.pointwork.txn.VelocityRule.Within;

/** Which payments a rule counts, for whom, from when, and when it is too much. */
class VelocityTest {
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata"); // 5 h 30 min ahead of UTC
    private static final Optional<String> RUPEES = Optional.of("356");

    @ParameterizedTest
    @CsvSource(textBlock = """
            rule purposes, currency, kind,                      counted
            '',            '',       FINANCIAL/PURCHASE,        1
            '',            356,      FINANCIAL/PURCHASE,        1
            '',            840,      FINANCIAL/PURCHASE,        0
            '',            '',       AUTHORIZATION/PURCHASE,    1
            '',            '',       ADVICE/PURCHASE,           0
            CASH,          '',       FINANCIAL/PURCHASE,        0
            PURCHASE,      '',       FINANCIAL/PURCHASE,        1
            """, useHeadersInDisplayName = true)
    void a_rule_counts_what_it_is_for(String purposes, String currency, String kind, int counted) {
        Optional<When> when = Optional.of(purposes)
                .filter(text -> !text.isEmpty())
                .map(text -> Whens.purposes(Purpose.valueOf(text)));
        VelocityRule rule = new VelocityRule(
                "rule",
                Per.CARD,
                Within.DAY,
                Optional.of(currency).filter(text -> !text.isEmpty()),
                Optional.of(1L),
                Optional.empty(),
                when,
                Optional.empty());
        Velocity velocity = new Velocity(List.of(rule), KOLKATA);
        assertEquals(
                counted, velocity.of(TestRow.of(1).kind("0200", kind, 1).row()).size());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            HOUR, 2026-07-22T04:29:59Z, 2026-07-22T03:30:00Z
            HOUR, 2026-07-22T04:30:00Z, 2026-07-22T04:30:00Z
            DAY,  2026-07-22T18:29:59Z, 2026-07-21T18:30:00Z
            DAY,  2026-07-22T18:30:00Z, 2026-07-22T18:30:00Z
            """)
    void hours_and_days_begin_where_the_zone_has_them(Within within, Instant at, Instant start) {
        assertEquals(start.getEpochSecond(), within.start(at, KOLKATA));
    }

    @Test
    void each_is_counted_for_whom_the_rule_says() {
        byte[] otherCard = new byte[32];
        otherCard[0] = 1;
        RequestRow row = TestRow.of(1).row();
        assertEquals(
                key(Per.CARD, row),
                key(
                        Per.CARD,
                        TestRow.of(2).merchant("OTHER").destination("other").row()));
        assertNotEquals(
                key(Per.CARD, row),
                key(Per.CARD, TestRow.of(2).panToken(otherCard).row()));
        assertEquals(
                key(Per.MERCHANT, row),
                key(Per.MERCHANT, TestRow.of(2).panToken(otherCard).row()));
        assertNotEquals(
                key(Per.MERCHANT, row),
                key(Per.MERCHANT, TestRow.of(2).merchant("OTHER").row()));
        assertEquals(
                key(Per.ISSUER, row),
                key(Per.ISSUER, TestRow.of(2).merchant("OTHER").row()));
        assertNotEquals(
                key(Per.ISSUER, row),
                key(Per.ISSUER, TestRow.of(2).destination("other").row()));
        assertEquals(
                key(Per.TERMINAL, row),
                key(Per.TERMINAL, TestRow.of(2).merchant("OTHER").row()));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            5, 1000, -,  -,  -
            6, 1000, -,  65, velocity rule five: count of the card in the hour
            5, 1001, -,  61, velocity rule five: amount of the card in the hour
            6, 1000, 57, 57, velocity rule five: count of the card in the hour
            """)
    void too_many_or_too_much_is_refused(long count, long minor, String own, String code, String why) {
        VelocityRule rule = new VelocityRule(
                "five",
                Per.CARD,
                Within.HOUR,
                RUPEES,
                Optional.of(5L),
                Optional.of(1000L),
                Optional.empty(),
                Optional.ofNullable(own));
        var counted = new Velocity(List.of(rule), KOLKATA).of(TestRow.of(1).row());
        assertEquals(
                Optional.ofNullable(code).map(given -> new Refusal(given, why)),
                Velocity.refusal(counted, List.of(new Total(count, minor))));
    }

    @Test
    void a_partial_approval_holds_what_was_approved() {
        VelocityRule rule = rule(Per.CARD);
        RequestRow row = TestRow.of(1).minor(500).row();
        Velocity velocity = new Velocity(List.of(rule), KOLKATA);
        Use whole = velocity.held(row, Optional.empty()).getFirst();
        assertEquals(500, whole.minor());
        assertEquals(200, velocity.held(row, Optional.of(200L)).getFirst().minor());
        assertEquals(500, velocity.held(row, Optional.of(700L)).getFirst().minor());
    }

    @Test
    void what_cannot_be_meant_is_refused() {
        assertEquals(
                "velocity rule: a max-amount needs a currency",
                refused(Optional.empty(), Optional.empty(), Optional.of(1L), Optional.empty()));
        assertEquals(
                "velocity rule has a max-count, a max-amount or both",
                refused(RUPEES, Optional.empty(), Optional.empty(), Optional.empty()));
        assertEquals(
                "velocity rule: a response-code has two digits, and declines",
                refused(RUPEES, Optional.of(1L), Optional.empty(), Optional.of("00")));
    }

    private static String refused(
            Optional<String> currency, Optional<Long> count, Optional<Long> amount, Optional<String> code) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () -> new VelocityRule(
                                "rule", Per.CARD, Within.DAY, currency, count, amount, Optional.empty(), code))
                .getMessage();
    }

    private static VelocityRule rule(Per per) {
        return new VelocityRule(
                "rule",
                per,
                Within.DAY,
                RUPEES,
                Optional.empty(),
                Optional.of(1000L),
                Optional.empty(),
                Optional.empty());
    }

    private static long key(Per per, RequestRow row) {
        return new Velocity(List.of(rule(per)), KOLKATA)
                .of(row)
                .getFirst()
                .use()
                .key();
    }
}
