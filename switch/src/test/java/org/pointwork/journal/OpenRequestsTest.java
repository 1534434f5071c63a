package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.journal.OpenRequests.Marks;
import org.pointwork.journal.OpenRequests.Open;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;
import org.pointwork.testing.TestSeal;

/** What recovery finds, and what the marks let it pass over. */
class OpenRequestsTest extends FreshJournal {
    private static final Instant NOW = Instant.now();
    private OpenRequests requests;

    @BeforeEach
    void open() {
        requests = journal.openRequests();
    }

    @Test
    void what_has_no_outcome_is_found_with_its_card_whatever_its_day() {
        claim(TestRow.of(11));
        settle(claim(TestRow.of(12)));
        claim(TestRow.of(13).day(LocalDate.now().minusDays(180)));
        claim(TestRow.of(14));
        assertEquals(List.of(11L, 13L), ids(requests.oldest(0, 14)));
        assertEquals(List.of(13L, 14L), ids(requests.oldest(12, 100)));
        for (Open open : requests.oldest(0, 100)) {
            assertEquals(Optional.of(Journaled.PAN), open.pan());
            assertFalse(open.toString().contains("0002"), open.toString());
        }
    }

    @Test
    void another_nodes_requests_are_not_its_own() {
        claim(TestRow.of(11));
        try (Journal other =
                Journal.open(TestDatabase.settings(database, 2), new TestSeal(), Clock.systemDefaultZone())) {
            other.claim(Journaled.claim(TestRow.of(12).node(2).row()));
            assertEquals(List.of(12L), ids(other.openRequests().oldest(0, 100)));
            assertEquals(11, other.openRequests().fence(0).settledBelow(), "a new node leaves nothing behind");
        }
        assertEquals(List.of(11L), ids(requests.oldest(0, 100)));
    }

    @Test
    void what_is_refused_is_not_open() {
        RequestRow row = TestRow.of(11).destination("").row();
        journal.settle(Settlement.refusal(row, List.of(Journaled.event(TxnState.DECLINED, NOW))));
        assertEquals(List.of(), requests.oldest(0, 100));
    }

    @Test
    void marks_grow_and_never_go_back() {
        assertEquals(new Marks(0, 50), requests.fence(50));
        requests.settled(40);
        assertEquals(new Marks(40, 50), requests.fence(20));
        requests.settled(30);
        assertEquals(new Marks(40, 60), requests.fence(60));
    }

    @Test
    void below_the_mark_nothing_can_be_claimed_any_more() {
        requests.fence(50);
        assertEquals(
                new Claim.Result.TooLate(),
                journal.claim(Journaled.claim(TestRow.of(49).row())));
        assertEquals(
                new Claim.Result.Fresh(),
                journal.claim(Journaled.claim(TestRow.of(50).row())));
        assertEquals(1, TestDatabase.number(database, "select count(*) from request"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_claim_that_is_being_written_is_waited_for_and_seen(boolean withLeg) throws Exception {
        Claim claim = Journaled.claim(TestRow.of(11).row()); // alone it is one statement
        Optional<Leg> leg = withLeg ? Optional.of(Journaled.leg(11, "issuer-demo", Instant.now())) : Optional.empty();
        try (Connection paused = TestDatabase.connect(database);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            paused.setAutoCommit(false);
            new ClaimBatch(1, new TestSeal(), Clock.systemDefaultZone())
                    .write(
                            TestDatabase.pausedBeforeCommit(paused),
                            List.of(new ClaimBatch.Operation.Take(new Claim(
                                    claim.request(), claim.key(), claim.pan(), leg, List.of(), Optional.empty()))));
            Future<Marks> fence = threads.submit(() -> requests.fence(50));
            Await.until(
                    "the mark waits for the claim's commit",
                    () -> TestDatabase.number(
                                    database,
                                    "select count(*) from pg_stat_activity where datname = '" + database
                                            + "' and wait_event_type = 'Lock'")
                            == 1);
            paused.commit();
            Marks marks = fence.get();
            assertEquals(List.of(11L), ids(requests.oldest(marks.settledBelow(), marks.claimableFrom())));
        }
    }

    @Test
    void cards_are_erased_once_the_mark_has_passed_all_of_their_batch() {
        claim(TestRow.of(11));
        claim(TestRow.of(21));
        requests.settled(11);
        assertEquals(2, sealed());
        requests.settled(12);
        assertEquals(1, sealed());
        assertEquals(
                Optional.of(Journaled.PAN), requests.oldest(20, 30).getFirst().pan());
    }

    @Test
    void a_node_goes_on_above_all_that_it_has_claimed() {
        assertEquals(0, requests.firstFree());
        claim(TestRow.of(11));
        assertEquals(12, requests.firstFree());
        requests.fence(50);
        assertEquals(50, requests.firstFree());
    }

    private long sealed() {
        return TestDatabase.number(database, "select count(*) from sealed_batch");
    }

    private RequestRow claim(TestRow of) {
        RequestRow row = of.row();
        assertEquals(new Claim.Result.Fresh(), journal.claim(Journaled.claim(row)));
        return row;
    }

    private void settle(RequestRow row) {
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, NOW)));
    }

    private static List<Long> ids(List<Open> open) {
        return open.stream().map(one -> one.request().txnId()).toList();
    }
}
