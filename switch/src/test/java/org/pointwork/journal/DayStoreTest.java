package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.DayClose.Late;
import org.pointwork.journal.DayClose.Total;
import org.pointwork.model.DayTotals;
import org.pointwork.model.DayTotals.Sum;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** What a day comes to, and that nothing is in two days or in none. */
class DayStoreTest extends FreshJournal {
    private static final LocalDate FIRST = LocalDate.now();
    private static final LocalDate SECOND = FIRST.plusDays(1);
    private static final LocalDate THIRD = FIRST.plusDays(2);
    private static final Instant NOW = Instant.now();
    private final TxnIds ids = new TxnIds(Clock.systemUTC(), 1, 0);
    private DayStore days;

    @BeforeEach
    void open() {
        days = journal.days();
    }

    @Test
    void a_day_sums_what_stands_by_acquirer_issuer_and_currency() {
        approved(FIRST, 10_000, "issuer-demo");
        approved(FIRST, 5_000, "issuer-demo");
        approved(FIRST, 700, "issuer-b");
        settle(claimed(FIRST, 900, "issuer-demo"), Journaled.event(TxnState.DECLINED, NOW));
        RequestRow partial = claimed(FIRST, 900, "issuer-b");
        settle(partial, Journaled.event(TxnState.APPROVED, NOW, Optional.of(300L)));
        reversed(approved(FIRST, 40, "issuer-demo"));
        approved(SECOND, 1, "issuer-demo");
        DayClose close = days.close(FIRST);
        assertAll(
                () -> assertEquals(
                        List.of(
                                new Total("demo", "issuer-b", "356", false, 2, 1_000, 0, 0),
                                new Total("demo", "issuer-demo", "356", false, 2, 15_000, 0, 0)),
                        close.totals()),
                () -> assertEquals(4, close.items()),
                () -> assertEquals(List.of(), close.late()),
                () -> assertEquals(Optional.of(close), days.find(FIRST).map(found -> at(found, close.closedAt()))),
                () -> assertTrue(days.verifies(FIRST)));
    }

    @Test
    void what_is_undone_after_its_day_was_closed_is_a_late_item_of_the_next_and_of_no_other() {
        RequestRow undone = approved(FIRST, 10_000, "issuer-demo");
        approved(FIRST, 5_000, "issuer-demo");
        approved(SECOND, 7, "issuer-demo"); // before the first is closed
        days.close(FIRST);
        reversed(undone);
        RequestRow straggler = approved(FIRST, 300, "issuer-demo"); // of a node that had not heard of the turn
        approved(SECOND, 70, "issuer-demo");
        DayClose second = days.close(SECOND);
        assertEquals(
                List.of(
                        new Total("demo", "issuer-demo", "356", false, 2, 77, 0, 0),
                        new Total("demo", "issuer-demo", "356", true, 1, 300, 1, 10_000)),
                second.totals());
        assertEquals(
                List.of(new Late(undone.txnId(), FIRST, -10_000), new Late(straggler.txnId(), FIRST, 300)),
                second.late());
        reversed(approved(THIRD, 9, "issuer-demo"));
        DayClose third = days.close(THIRD);
        assertEquals(List.of(), third.totals());
        assertTrue(days.verifies(FIRST) && days.verifies(SECOND) && days.verifies(THIRD));
        long closed = days.latest(10).stream()
                .flatMap(day -> day.totals().stream())
                .mapToLong(Total::netMinor)
                .sum();
        assertEquals(closed, TestDatabase.number(database, "select sum(posted_minor) from posting"));
    }

    @Test
    void a_close_keeps_what_was_approved_and_what_was_taken_back_beside_what_stands() {
        approved(FIRST, 10_000, "issuer-demo");
        reversed(approved(FIRST, 5_000, "issuer-demo"));
        settle(claimed(FIRST, 900, "issuer-demo"), Journaled.event(TxnState.UNKNOWN, NOW), reversing());
        RequestRow inPart = approved(FIRST, 700, "issuer-demo");
        settle(inPart, Journaled.event(TxnState.REVERSING, NOW, Optional.of(300L)));
        List<PartyTotals> open = journal.reconciliations().totals(FIRST);
        days.close(FIRST);
        RequestRow late = approved(FIRST, 1, "issuer-demo");
        List<PartyTotals> expected = List.of(new PartyTotals(
                "demo",
                "issuer-demo",
                "356",
                new DayTotals(Sum.NONE, Sum.NONE, new Sum(3, 15_700), new Sum(2, 5_400), 0)));
        assertEquals(expected, open);
        assertEquals(expected, journal.reconciliations().totals(FIRST));
        assertEquals(
                List.of(late.txnId()),
                journal.reconciliations().ours(FIRST, "demo").late());
    }

    private static EventRow reversing() {
        return Journaled.event(TxnState.REVERSING, NOW);
    }

    @Test
    void a_day_with_something_open_is_not_closed_and_says_what() {
        RequestRow open = claimed(FIRST, 100, "issuer-demo");
        RequestRow doubtful = claimed(FIRST, 100, "issuer-demo");
        journal.settle(Journaled.storing(
                doubtful, Journaled.leg(doubtful.txnId(), "issuer-demo", NOW), Journaled.event(TxnState.UNKNOWN, NOW)));
        assertEquals(
                List.of("1 requests of demo have no outcome yet", "1 stored messages (REVERSAL) wait for issuer-demo"),
                refused(FIRST));
        settle(open, Journaled.event(TxnState.APPROVED, NOW));
        journal.settle(Journaled.finishing(doubtful, Leg.Kind.REVERSAL, Journaled.event(TxnState.REVERSED, NOW)));
        days.close(FIRST);
        assertEquals(List.of(FIRST + " is closed already"), refused(FIRST));
        approved(SECOND, 1, "issuer-demo");
        assertEquals(List.of(SECOND + " is before it and not closed"), refused(THIRD));
    }

    @Test
    void a_journal_that_was_altered_no_longer_sums_to_what_was_kept() throws SQLException {
        RequestRow row = approved(FIRST, 10_000, "issuer-demo");
        days.close(FIRST);
        try (Connection connection = TestDatabase.connect(database);
                var statement = connection.createStatement()) {
            statement.execute("update request set amount_minor = 9999 where txn_id = " + row.txnId());
        }
        assertFalse(days.verifies(FIRST));
    }

    private List<String> refused(LocalDate date) {
        return assertThrows(DayOpenException.class, () -> days.close(date)).reasons();
    }

    private RequestRow claimed(LocalDate date, long minor, String issuer) {
        RequestRow row = TestRow.of(ids.next())
                .minor(minor)
                .destination(issuer)
                .businessDate(date)
                .row();
        journal.claim(Journaled.claim(row, new Claim.Key(row.txnId(), row.txnId(), 1)));
        return row;
    }

    private RequestRow approved(LocalDate date, long minor, String issuer) {
        RequestRow row = claimed(date, minor, issuer);
        settle(row, Journaled.event(TxnState.APPROVED, NOW));
        return row;
    }

    private void reversed(RequestRow row) {
        settle(row, Journaled.event(TxnState.REVERSING, NOW));
    }

    private void settle(RequestRow row, EventRow... events) {
        journal.settle(Journaled.settlement(row, events));
    }

    /** The database keeps microseconds. */
    private static DayClose at(DayClose day, Instant closedAt) {
        return new DayClose(day.date(), closedAt, day.digest(), day.items(), day.givenUp(), day.totals(), day.late());
    }
}
