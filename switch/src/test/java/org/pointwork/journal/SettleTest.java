package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** What is committed together when a transaction moves on. */
class SettleTest {
    private static final Instant NOW = Instant.parse("2026-07-21T10:15:30Z");
    private static String database;
    private static Journal journal;

    @BeforeAll
    static void open() {
        database = TestDatabase.createJournal();
        journal = TestDatabase.openJournal(database);
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @Test
    void an_outcome_closes_the_request_and_erases_its_card() {
        RequestRow row = claimed(TestRow.of(1));
        assertEquals(1, open(row));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW)));
        assertEquals(0, open(row));
        assertEquals(TxnState.APPROVED, view(row).state());
        assertEquals("00", view(row).responseCode());
    }

    @Test
    void subscribers_hear_each_event_once_however_often_it_is_settled() throws SQLException {
        RequestRow row = claimed(TestRow.of(20));
        RequestRow other = claimed(TestRow.of(21));
        Settlement approved = Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW));
        Settlement reversing = Journaled.settlement(row, Journaled.event(TxnState.REVERSING, NOW));
        Settlement late = Journaled.settlement(row, Journaled.event(TxnState.DECLINED, NOW.plusSeconds(1)));
        journal.settle(approved);
        journal.settle(reversing);
        written(approved, reversing, late, Journaled.settlement(other, Journaled.event(TxnState.APPROVED, NOW)));
        assertEquals(
                List.of("20:APPROVED", "20:REVERSING", "21:APPROVED"),
                Journaled.published(journal).stream()
                        .filter(key -> key.startsWith("20:") || key.startsWith("21:"))
                        .toList());
    }

    @Test
    void settling_twice_is_settling_once() {
        RequestRow row = claimed(TestRow.of(2));
        Settlement settlement = Journaled.storing(
                row,
                Journaled.leg(2, "issuer-demo", NOW),
                Journaled.event(TxnState.UNKNOWN, NOW),
                Journaled.event(TxnState.REVERSING, NOW));
        journal.settle(settlement);
        journal.settle(settlement);
        assertAll(
                () -> assertEquals(2, number("select count(*) from event where txn_id = 2")),
                () -> assertEquals(1, number("select count(*) from leg where txn_id = 2")),
                () -> assertEquals(
                        List.of("2:UNKNOWN", "2:REVERSING"),
                        Journaled.published(journal).stream()
                                .filter(key -> key.startsWith("2:"))
                                .toList()));
    }

    @Test
    void a_finished_leg_loses_its_card_and_stays_finished() {
        RequestRow row = claimed(TestRow.of(3));
        journal.settle(
                Journaled.storing(row, Journaled.leg(3, "issuer-demo", NOW), Journaled.event(TxnState.REVERSING, NOW)));
        assertEquals(1, number("select count(*) from leg where txn_id = 3 and sealed_pan is not null"));
        journal.settle(Journaled.finishing(row, Leg.Kind.REVERSAL, Journaled.event(TxnState.REVERSED, NOW)));
        assertEquals(
                List.of(List.of("DONE", "")),
                TestDatabase.rows(database, "select state, sealed_pan from leg where txn_id = 3"));
        journal.settle(
                Journaled.storing(row, Journaled.leg(3, "issuer-demo", NOW), Journaled.event(TxnState.REVERSING, NOW)));
        assertEquals(1, number("select count(*) from leg where txn_id = 3 and state = 'DONE'"));
    }

    @Test
    void finishing_one_kind_of_leg_leaves_the_other() {
        RequestRow row = claimed(TestRow.of(4));
        journal.settle(
                Journaled.storing(row, Journaled.leg(4, "issuer-demo", NOW), Journaled.event(TxnState.REVERSING, NOW)));
        journal.settle(Journaled.finishing(row, Leg.Kind.ADVICE, Journaled.event(TxnState.APPROVED, NOW)));
        assertEquals(1, number("select count(*) from leg where txn_id = 4 and state = 'PENDING'"));
    }

    @Test
    void a_refused_request_is_written_with_its_end() {
        RequestRow row = TestRow.of(5).destination("").row();
        journal.settle(Settlement.refusal(row, List.of(Journaled.event(TxnState.DECLINED, NOW))));
        assertEquals(TxnState.DECLINED, view(row).state());
        assertEquals(0, open(row));
    }

    @Test
    void the_state_is_right_though_the_clock_stepped_back_an_hour() {
        RequestRow row = claimed(TestRow.of(6));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW)));
        journal.settle(
                Journaled.settlement(row, Journaled.event(TxnState.REVERSING, NOW.minus(Duration.ofMinutes(59)))));
        journal.settle(
                Journaled.settlement(row, Journaled.event(TxnState.REVERSED, NOW.minus(Duration.ofMinutes(60)))));
        assertEquals(TxnState.REVERSED, view(row).state());
        assertEquals(
                List.of(TxnState.APPROVED, TxnState.REVERSING, TxnState.REVERSED),
                view(row).events().stream().map(EventRow::state).toList());
    }

    @Test
    void an_advice_heard_late_stands_as_the_issuer_says() {
        RequestRow row = claimed(TestRow.of(7));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.UNKNOWN, NOW)));
        journal.settle(Journaled.finishing(row, Leg.Kind.ADVICE, Journaled.event(TxnState.APPROVED, NOW)));
        assertEquals(TxnState.APPROVED, view(row).state());
    }

    @Test
    void of_a_late_outcome_and_a_recovery_only_the_first_is_written() {
        RequestRow row = claimed(TestRow.of(17));
        assertTrue(journal.settle(Journaled.settlement(
                row, Journaled.event(TxnState.UNKNOWN, NOW), Journaled.event(TxnState.REVERSING, NOW))));
        assertFalse(journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW.plusSeconds(1)))));
        assertEquals(TxnState.REVERSING, view(row).state());
    }

    @Test
    void an_outcome_whose_commit_was_not_seen_is_still_its_writers() {
        RequestRow row = claimed(TestRow.of(18));
        var outcome = Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW));
        assertTrue(journal.settle(outcome));
        assertTrue(journal.settle(outcome));
    }

    @Test
    void of_two_outcomes_in_one_batch_the_first_decides() throws SQLException {
        RequestRow row = claimed(TestRow.of(12));
        Settlement approved = Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW));
        Settlement recovered = Journaled.storing(
                row,
                Journaled.leg(12, "issuer-demo", NOW),
                Journaled.event(TxnState.UNKNOWN, NOW),
                Journaled.event(TxnState.REVERSING, NOW));
        assertEquals(List.of(true, false), written(approved, recovered));
        assertEquals(List.of(true, false), written(approved, recovered), "written again");
        assertEquals(TxnState.APPROVED, view(row).state());
        assertEquals(0, number("select count(*) from leg where txn_id = 12"));
    }

    @Test
    void recovery_and_a_paused_node_cannot_both_decide() throws Exception {
        RequestRow row = claimed(TestRow.of(22));
        Settlement recovered = Journaled.storing(
                row,
                Journaled.leg(22, "issuer-demo", NOW),
                Journaled.event(TxnState.UNKNOWN, NOW),
                Journaled.event(TxnState.REVERSING, NOW));
        Settlement late = Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW));
        try (Connection recovery = TestDatabase.connect(database);
                var paused = Executors.newVirtualThreadPerTaskExecutor()) {
            assertEquals(
                    List.of(true),
                    new SettleBatch(1).write(TestDatabase.pausedBeforeCommit(recovery), List.of(recovered)));
            Future<Boolean> decided = paused.submit(() -> journal.settle(late));
            Await.until(
                    "the paused node waits for recovery's commit",
                    () -> number("select count(*) from pg_stat_activity where datname = '" + database
                                    + "' and wait_event_type = 'Lock'")
                            == 1);
            recovery.commit();
            assertFalse(decided.get());
        }
        assertEquals(TxnState.REVERSING, view(row).state());
    }

    @Test
    void a_refusal_closes_a_request_that_was_claimed_after_all() {
        RequestRow row = claimed(TestRow.of(23));
        Settlement refused = Settlement.refusal(row, List.of(Journaled.event(TxnState.DECLINED, NOW)));
        assertTrue(journal.settle(refused));
        assertEquals(0, open(row));
        assertEquals(TxnState.DECLINED, view(row).state());
    }

    private static List<Boolean> written(Settlement... batch) throws SQLException {
        try (Connection connection = TestDatabase.connect(database)) {
            connection.setAutoCommit(false);
            List<Boolean> written = new SettleBatch(1).write(connection, List.of(batch));
            connection.commit();
            return written;
        }
    }

    @Test
    void what_comes_back_is_what_was_written() {
        RequestRow row = claimed(TestRow.of(8).receivedAt(NOW));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW, Optional.of(6_150L))));
        TransactionView view = view(row);
        assertAll(
                () -> assertEquals(row.trace(), view.request().trace()),
                () -> assertEquals(row.amount(), view.request().amount()),
                () -> assertEquals(NOW, view.receivedAt()),
                () -> assertEquals(Optional.of(6_150L), view.approvedMinor()),
                () -> assertEquals("00", view.answer().orElseThrow().elements().get(39)));
    }

    @Test
    void replies_that_met_no_request_are_kept() {
        UnmatchedReplies.UnmatchedReply reply = new UnmatchedReplies.UnmatchedReply(
                "issuer-demo/primary", "0210", "000012", "rrn12", "TERM0001", "00", "LATE", "", "given up");
        journal.unmatched().keep(reply);
        assertEquals(reply, journal.unmatched().latest(1).getFirst().reply());
        journal.unmatched().forgetBefore(Instant.now().plusSeconds(60));
        assertEquals(List.of(), journal.unmatched().latest(1));
    }

    private static RequestRow claimed(TestRow of) {
        RequestRow row = of.row();
        assertTrue(journal.claim(Journaled.claim(row)) instanceof Claim.Result.Fresh);
        return row;
    }

    private static TransactionView view(RequestRow row) {
        return journal.reader().byId(row.day(), row.txnId()).orElseThrow();
    }

    private static long open(RequestRow row) {
        return Journaled.open(database, "txn_id = " + row.txnId());
    }

    private static long number(String sql) {
        return TestDatabase.number(database, sql);
    }
}
