package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.Use.Total;
import org.pointwork.model.TxnState;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;
import org.pointwork.testing.TestSeal;

/** What velocity rules count, with two nodes on one journal. */
class UsesTest {
    private static final long HOUR = 1_784_628_000;
    private static Journal one;
    private static Journal two;
    private static int txnId;

    @BeforeAll
    static void open() {
        String database = TestDatabase.createJournal();
        one = Journal.open(TestDatabase.settings(database, 1), new TestSeal(), Clock.systemDefaultZone());
        two = Journal.open(TestDatabase.settings(database, 2), new TestSeal(), Clock.systemDefaultZone());
    }

    @AfterAll
    static void close() {
        one.close();
        two.close();
    }

    @Test
    void what_both_nodes_counted_is_the_total_of_either() {
        Use use = new Use(1, HOUR, 1, 500);
        claim(one, 1, use);
        claim(two, 2, use);
        claim(two, 2, use);
        claim(two, 2, new Use(1, HOUR + 3600, 1, 7));
        assertEquals(List.of(new Total(3, 1500)), one.totals(List.of(use)));
        assertEquals(
                List.of(new Total(0, 0), new Total(3, 1500), new Total(1, 7)),
                two.totals(List.of(new Use(99, HOUR, 1, 1), use, new Use(1, HOUR + 3600, 1, 1))));
    }

    @Test
    void a_duplicate_counts_once() {
        Use use = new Use(2, HOUR, 1, 500);
        RequestRow row = TestRow.of(++txnId).row();
        Claim.Key key = Journaled.key(row);
        assertEquals(new Claim.Result.Fresh(), one.claim(counted(row, key, use)));
        RequestRow again = TestRow.of(++txnId).node(2).row();
        assertEquals(new Claim.Result.Duplicate(row.txnId()), two.claim(counted(again, key, use)));
        assertEquals(List.of(new Total(1, 500)), one.totals(List.of(use)));
    }

    @Test
    void what_is_declined_gives_back_once_though_two_say_so() {
        Use use = new Use(3, HOUR, 1, 500);
        RequestRow row = claim(one, 1, use);
        EventRow declined = Journaled.event(TxnState.DECLINED, Instant.now());
        assertTrue(one.settle(Journaled.settlement(row, declined).using(List.of(use))));
        assertFalse(two.settle(Journaled.settlement(
                        row, Journaled.event(TxnState.DECLINED, Instant.now().plusSeconds(1)))
                .using(List.of(use))));
        assertEquals(List.of(new Total(0, 0)), two.totals(List.of(use)));
    }

    @Test
    void what_is_reversed_gives_back_once_though_it_is_reversed_twice() {
        Use use = new Use(4, HOUR, 1, 500);
        RequestRow row = claim(one, 1, use);
        one.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, Instant.now()))
                .using(List.of(use)));
        assertEquals(List.of(new Total(1, 500)), one.totals(List.of(use)));
        for (Journal either : List.of(one, two)) {
            either.settle(Journaled.settlement(row, Journaled.event(TxnState.REVERSING, Instant.now()))
                    .using(List.of(use)));
        }
        assertEquals(List.of(new Total(0, 0)), one.totals(List.of(use)));
    }

    @Test
    void silence_that_is_reversed_at_once_gives_back() {
        Use use = new Use(5, HOUR, 1, 500);
        RequestRow row = claim(one, 1, use);
        one.settle(Journaled.settlement(
                        row,
                        Journaled.event(TxnState.UNKNOWN, Instant.now()),
                        Journaled.event(TxnState.REVERSING, Instant.now()))
                .using(List.of(use)));
        assertEquals(List.of(new Total(0, 0)), one.totals(List.of(use)));
    }

    @Test
    void a_partial_approval_gives_the_rest_back() {
        Use use = new Use(6, HOUR, 1, 500);
        RequestRow row = claim(one, 1, use);
        one.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, Instant.now(), Optional.of(200L)))
                .using(List.of(use)));
        assertEquals(List.of(new Total(1, 200)), one.totals(List.of(use)));
    }

    /** Each looks after it is counted; so whoever is counted last sees all, and no more pass than may. */
    @Test
    void of_many_at_once_on_two_nodes_no_more_pass_than_may() throws Exception {
        int most = 10;
        Use use = new Use(7, HOUR, 1, 1);
        int passed = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> asked = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                int node = 1 + i % 2;
                Journal journal = node == 1 ? one : two;
                RequestRow row = TestRow.of(++txnId).node(node).row();
                asked.add(threads.submit(() -> passes(journal, row, use, most)));
            }
            for (Future<Boolean> answer : asked) {
                passed += answer.get() ? 1 : 0;
            }
        }
        assertTrue(passed <= most, () -> "more passed than may");
        int after = 0;
        while (passes(one, TestRow.of(++txnId).row(), use, most)) {
            after++;
        }
        assertEquals(most, passed + after, "those that were refused took nothing");
        assertEquals(List.of(new Total(most, most)), two.totals(List.of(use)));
    }

    private static boolean passes(Journal journal, RequestRow row, Use use, int most)
            throws InterruptedException, ExecutionException {
        journal.claim(counted(row, Journaled.key(row), use));
        boolean passes = journal.totals(List.of(use)).getFirst().count() <= most;
        TxnState state = passes ? TxnState.APPROVED : TxnState.DECLINED;
        journal.settle(
                Journaled.settlement(row, Journaled.event(state, Instant.now())).using(List.of(use)));
        return passes;
    }

    private static RequestRow claim(Journal journal, int node, Use use) {
        RequestRow row = TestRow.of(++txnId).node(node).row();
        journal.claim(counted(row, Journaled.key(row), use));
        return row;
    }

    private static Claim counted(RequestRow row, Claim.Key key, Use use) {
        return new Claim(row, key, Journaled.PAN, Optional.empty(), List.of(use), Optional.empty());
    }
}
