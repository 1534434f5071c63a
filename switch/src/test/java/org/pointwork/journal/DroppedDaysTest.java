package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** Days that are not kept any more. */
class DroppedDaysTest extends FreshJournal {
    private static final LocalDate TODAY = LocalDate.now();
    private static final LocalDate OLD = TODAY.minusDays(100);

    @BeforeEach
    void open() {
        Journal.ensureDays(journal.database(), OLD);
    }

    @Test
    void a_day_goes_with_its_requests_events_and_finished_messages_and_later_days_stay() {
        RequestRow old = settled(number(OLD), OLD);
        journal.settle(Journaled.storing(
                old,
                Journaled.leg(old.txnId(), "issuer-demo", Instant.now()),
                Journaled.event(TxnState.REVERSING, Instant.now())));
        journal.settle(Journaled.finishing(old, Leg.Kind.REVERSAL, Journaled.event(TxnState.REVERSED, Instant.now())));
        TestDatabase.rows(database, "update leg set day = '" + OLD + "' returning 1");
        settled(number(TODAY), TODAY);
        assertEquals(15, journal.dropDaysBefore(TODAY.minusDays(90)).size()); // the day and its neighbours
        assertEquals(1, count("request"));
        assertEquals(1, count("event"));
        assertEquals(0, count("leg"));
        assertEquals(List.of(), journal.dropDaysBefore(TODAY.minusDays(90)));
        assertEquals(0, TestDatabase.number(database, "select count(*) from pg_class where relname like 'dropped%'"));
    }

    @Test
    void what_a_stopped_node_left_of_a_dropped_day_goes_with_the_next() {
        settled(number(OLD), OLD);
        assertEquals(
                List.of(List.of("t")),
                TestDatabase.rows(database, "select drop_day('" + OLD + "', " + Long.MAX_VALUE + ")"));
        assertEquals(0, count("request"));
        Journal.ensureDays(journal.database(), OLD); // the day may come again meanwhile
        journal.dropDaysBefore(TODAY.minusDays(1_000));
        assertEquals(0, TestDatabase.number(database, "select count(*) from pg_class where relname like 'dropped%'"));
    }

    @Test
    void a_day_stays_for_a_terminal_whose_clock_is_behind() {
        settled(number(TODAY), OLD);
        journal.dropDaysBefore(TODAY.minusDays(90));
        assertEquals(1, count("request"));
    }

    @Test
    void a_day_stays_while_a_message_of_it_must_still_be_sent() {
        RequestRow old = settled(number(OLD), OLD);
        journal.settle(Journaled.storing(
                old,
                Journaled.leg(old.txnId(), "issuer-demo", Instant.now()),
                Journaled.event(TxnState.REVERSING, Instant.now())));
        TestDatabase.rows(database, "update leg set day = '" + OLD + "' returning 1");
        journal.dropDaysBefore(TODAY.minusDays(90));
        assertEquals(1, count("request"));
        assertEquals(1, count("leg"));
    }

    @Test
    void a_day_stays_while_subscribers_have_not_heard_all_of_it() {
        journal.outbox().begin();
        settled(number(OLD), OLD);
        journal.dropDaysBefore(TODAY.minusDays(90));
        assertEquals(1, count("event"));
        assertEquals(1, Journaled.published(journal).size());
        journal.dropDaysBefore(TODAY.minusDays(90));
        assertEquals(0, count("event"));
    }

    private static long number(LocalDate day) {
        return TxnIds.floor(day.atTime(12, 0).atZone(ZoneId.systemDefault()).toInstant());
    }

    private RequestRow settled(long txnId, LocalDate day) {
        RequestRow row = TestRow.of(txnId).day(day).row();
        assertEquals(new Claim.Result.Fresh(), journal.claim(Journaled.claim(row)));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, Instant.now())));
        return row;
    }

    private long count(String table) {
        return TestDatabase.number(database, "select count(*) from " + table);
    }
}
