package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.Claim.Result;
import org.pointwork.journal.ClaimBatch.Operation;
import org.pointwork.journal.EarlyReversals.EarlyReversal;
import org.pointwork.journal.JournalReader.OriginalKey;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;
import org.pointwork.testing.TestSeal;

/** Who may work on a request: the database's unique key decides. */
class ClaimTest {
    private static final TestSeal SEAL = new TestSeal();
    private static String database;
    private static Journal journal;

    @BeforeAll
    static void open() {
        database = TestDatabase.createJournal();
        journal = Journal.open(TestDatabase.settings(database, 1), SEAL, Clock.systemDefaultZone());
    }

    @AfterAll
    static void close() {
        journal.close();
    }

    @Test
    void the_first_is_fresh_the_same_again_a_duplicate_another_content_a_conflict() {
        Claim.Key key = anyKey();
        assertEquals(new Result.Fresh(), journal.claim(claim(101, key)));
        assertEquals(new Result.Duplicate(101), journal.claim(claim(102, key)));
        assertEquals(new Result.Conflict(101), journal.claim(claim(103, otherContent(key))));
        assertEquals(
                List.of(List.of("101")),
                TestDatabase.rows(database, "select txn_id from request where txn_id between 101 and 103"));
        assertEquals(1, Journaled.open(database, "txn_id between 101 and 103"));
    }

    @Test
    void an_original_that_comes_after_its_reversal_is_told_so() {
        RequestRow row = TestRow.of(201).row();
        remember(byTrace(row));
        remember(byTrace(row));
        assertEquals(new Result.AlreadyReversed(), journal.claim(Journaled.claim(row)));
        assertEquals(0, TestDatabase.number(database, "select count(*) from request where txn_id = 201"));
        assertEquals(
                new Result.Fresh(),
                journal.claim(Journaled.claim(TestRow.of(202)
                        .stan("000201")
                        .transmittedAt("0721101531")
                        .row())),
                "another of this terminal, its STAN used again");
    }

    @Test
    void an_original_that_its_reversal_knew_by_the_rrn_is_told_so() {
        RequestRow row = TestRow.of(221).row();
        remember(new OriginalKey.ByRrn(row.trace().rrn(), ""));
        assertEquals(new Result.AlreadyReversed(), journal.claim(Journaled.claim(row)));
        assertEquals(
                new Result.Fresh(),
                journal.claim(Journaled.claim(TestRow.of(222).stan("000221").row())));
    }

    @Test
    void a_reversal_remembered_after_the_claim_leaves_a_retry_a_duplicate() {
        RequestRow row = TestRow.of(211).row();
        Claim.Key key = Journaled.key(row);
        assertEquals(new Result.Fresh(), journal.claim(Journaled.claim(row, key)));
        remember(byTrace(row));
        RequestRow retry = TestRow.of(212).stan(row.trace().stan()).row();
        assertEquals(new Result.Duplicate(211), journal.claim(Journaled.claim(retry, key)));
    }

    @Test
    void of_a_hundred_at_once_exactly_one_is_fresh() throws InterruptedException, ExecutionException {
        Claim.Key key = anyKey();
        CountDownLatch go = new CountDownLatch(1);
        List<Result> results = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Result>> claims = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                Claim claim = claim(300 + i, key);
                claims.add(threads.submit(() -> {
                    go.await();
                    return journal.claim(claim);
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
        Claim.Key key = anyKey();
        assertEquals(
                List.of(new Result.Fresh(), new Result.Duplicate(501), new Result.Conflict(501), new Result.Fresh()),
                written(claim(501, key), claim(502, key), claim(503, otherContent(key)), claim(504, anyKey())));
    }

    @Test
    void a_batch_whose_commit_was_never_heard_of_is_fresh_when_it_is_written_again_with_more() throws SQLException {
        Claim.Key known = anyKey();
        assertEquals(List.of(new Result.Fresh()), written(claim(600, known)));
        Claim[] batch = {claim(601, anyKey()), claim(602, known), claim(603, anyKey())};
        List<Result> results = List.of(new Result.Fresh(), new Result.Duplicate(600), new Result.Fresh());
        assertEquals(results, written(batch));
        assertEquals(results, written(batch));
        assertEquals(
                List.of(new Result.Fresh(), new Result.Fresh()), written(batch[0], claim(604, anyKey())), "and more");
        assertEquals(4, TestDatabase.number(database, "select count(*) from request where txn_id between 600 and 604"));
    }

    @Test
    void a_reversal_in_the_same_batch_comes_before_every_claim_of_it() throws SQLException {
        RequestRow row = TestRow.of(701).row();
        List<Operation> batch = List.of(
                new Operation.Take(Journaled.claim(row)),
                new Operation.RememberReversal(EarlyReversal.of("demo", "TERM0001", byTrace(row))));
        assertInstanceOf(Result.AlreadyReversed.class, written(batch).getFirst());
    }

    @Test
    void one_operation_seals_the_cards_of_a_batch_and_none_is_stored_in_clear() throws SQLException {
        int before = SEAL.operations();
        written(claim(801, anyKey()), claim(802, anyKey()), claim(803, anyKey()));
        assertEquals(1, SEAL.operations() - before);
        assertEquals(
                List.of(List.of("801", "803", "f")),
                TestDatabase.rows(
                        database,
                        "select batch_first, batch_last, position('4000000000000002'::bytea in sealed) > 0"
                                + " from sealed_batch where batch_first = 801"));
    }

    @Test
    void what_cannot_be_sealed_is_not_claimed() {
        SEAL.breakDown();
        try {
            assertThrows(JournalException.class, () -> journal.claim(claim(901, anyKey())));
        } finally {
            SEAL.repair();
        }
        assertEquals(0, TestDatabase.number(database, "select count(*) from request where txn_id = 901"));
        assertTrue(journal.figures().healthy());
        assertEquals(new Result.Fresh(), journal.claim(claim(902, anyKey())));
    }

    @Test
    void a_claim_says_nothing_of_its_card() {
        assertFalse(claim(1, anyKey()).toString().contains("0002"));
    }

    private static List<Result> written(Claim... claims) throws SQLException {
        return written(Stream.of(claims).<Operation>map(Operation.Take::new).toList());
    }

    private static List<Result> written(List<Operation> batch) throws SQLException {
        try (Connection connection = TestDatabase.connect(database)) {
            return new ClaimBatch(1, SEAL, Clock.systemDefaultZone()).write(connection, batch);
        }
    }

    private static Claim claim(long txnId, Claim.Key key) {
        return Journaled.claim(TestRow.of(txnId).row(), key);
    }

    private static Claim.Key anyKey() {
        return new Claim.Key(
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong(),
                7);
    }

    private static Claim.Key otherContent(Claim.Key key) {
        return new Claim.Key(key.trace(), key.once(), 8);
    }

    private static void remember(OriginalKey original) {
        journal.rememberReversal("demo", "TERM0001", original);
    }

    private static OriginalKey byTrace(RequestRow row) {
        return new OriginalKey.ByTrace(
                row.mti(), row.trace().stan(), row.trace().transmittedAt(), "");
    }
}
