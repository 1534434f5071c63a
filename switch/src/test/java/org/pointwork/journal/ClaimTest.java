package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.Claim.Result;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** Who may work on a request: the database's unique key decides. */
class ClaimTest {
    private static String database;
    private static Journal journal;

    @BeforeAll
    static void open() {
        database = TestDatabase.createJournal();
        journal = Journal.open(TestDatabase.settings(database), Clock.systemDefaultZone());
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @Test
    void the_first_is_fresh_the_same_again_a_duplicate_another_content_a_conflict() {
        UUID key = UUID.randomUUID();
        UUID content = UUID.randomUUID();
        RequestRow first = TestRow.of(101).row();
        assertEquals(new Result.Fresh(), journal.claim(Journaled.claim(first, key, content)));
        assertEquals(
                new Result.Duplicate(101),
                journal.claim(Journaled.claim(TestRow.of(102).row(), key, content)));
        assertEquals(
                new Result.Conflict(101),
                journal.claim(Journaled.claim(TestRow.of(103).row(), key, UUID.randomUUID())));
        assertEquals(
                List.of(List.of("101")),
                TestDatabase.rows(database, "select txn_id from request where txn_id between 101 and 103"));
        assertEquals(
                1, TestDatabase.number(database, "select count(*) from open_request where txn_id between 101 and 103"));
    }

    @Test
    void an_original_that_comes_after_its_reversal_is_told_so() {
        RequestRow row = TestRow.of(201).row();
        journal.rememberReversal(row.matchKey());
        journal.rememberReversal(row.matchKey());
        assertEquals(new Result.AlreadyReversed(), journal.claim(Journaled.claim(row)));
        assertEquals(0, TestDatabase.number(database, "select count(*) from request where txn_id = 201"));
        assertEquals(0, TestDatabase.number(database, "select count(*) from open_request where txn_id = 201"));
    }

    @Test
    void a_reversal_remembered_after_the_claim_leaves_a_retry_a_duplicate() {
        RequestRow row = TestRow.of(211).row();
        UUID key = Journaled.key(row);
        UUID content = UUID.randomUUID();
        assertEquals(new Result.Fresh(), journal.claim(Journaled.claim(row, key, content)));
        journal.rememberReversal(row.matchKey());
        RequestRow retry = TestRow.of(212).stan(row.trace().stan()).row();
        assertEquals(new Result.Duplicate(211), journal.claim(Journaled.claim(retry, key, content)));
    }

    @Test
    void of_a_hundred_at_once_exactly_one_is_fresh() throws InterruptedException, ExecutionException {
        UUID key = UUID.randomUUID();
        UUID content = UUID.randomUUID();
        CountDownLatch go = new CountDownLatch(1);
        List<Result> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> claims = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                RequestRow row = TestRow.of(300 + i).row();
                claims.add(threads.submit(() -> {
                    go.await();
                    return journal.claim(Journaled.claim(row, key, content));
                }));
            }
            go.countDown();
            for (Future<Result> claim : claims) {
                results.add(claim.get());
            }
        }
        int fresh = results.indexOf(new Result.Fresh());
        assertEquals(1, results.stream().filter(Result.Fresh.class::isInstance).count());
        assertEquals(
                99,
                results.stream()
                        .filter(new Result.Duplicate(300 + fresh)::equals)
                        .count());
    }

    @Test
    void the_same_key_twice_in_one_batch_is_one_fresh_one_duplicate_one_conflict() throws SQLException {
        UUID key = UUID.randomUUID();
        UUID content = UUID.randomUUID();
        List<ClaimBatch.Operation> batch = List.of(
                new ClaimBatch.Operation.Take(Journaled.claim(TestRow.of(501).row(), key, content)),
                new ClaimBatch.Operation.Take(Journaled.claim(TestRow.of(502).row(), key, content)),
                new ClaimBatch.Operation.Take(Journaled.claim(TestRow.of(503).row(), key, UUID.randomUUID())));
        try (Connection connection = TestDatabase.connect(database)) {
            assertEquals(
                    List.of(new Result.Fresh(), new Result.Duplicate(501), new Result.Conflict(501)),
                    new ClaimBatch().write(connection, batch));
        }
    }

    @Test
    void a_claim_whose_commit_was_never_heard_of_is_fresh_when_written_again() throws SQLException {
        List<ClaimBatch.Operation> batch = List.of(
                new ClaimBatch.Operation.Take(Journaled.claim(TestRow.of(601).row())));
        try (Connection connection = TestDatabase.connect(database)) {
            assertEquals(List.of(new Result.Fresh()), new ClaimBatch().write(connection, batch));
            assertEquals(List.of(new Result.Fresh()), new ClaimBatch().write(connection, batch));
        }
        assertEquals(1, TestDatabase.number(database, "select count(*) from request where txn_id = 601"));
    }

    @Test
    void a_reversal_in_the_same_batch_comes_before_every_claim_of_it() throws SQLException {
        RequestRow row = TestRow.of(701).row();
        List<ClaimBatch.Operation> batch = List.of(
                new ClaimBatch.Operation.Take(Journaled.claim(row)),
                new ClaimBatch.Operation.RememberReversal(new Tables.EarlyReversal(row.matchKey(), row.receivedAt())));
        try (Connection connection = TestDatabase.connect(database)) {
            List<Result> results = new ClaimBatch().write(connection, batch);
            assertInstanceOf(Result.AlreadyReversed.class, results.getFirst());
        }
    }
}
