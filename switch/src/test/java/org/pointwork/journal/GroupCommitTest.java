package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;
import org.pointwork.testing.TestSeal;

/** What many share one commit for, and what becomes of it when the database is in the way. */
class GroupCommitTest extends FreshJournal {
    /** What the database, or its driver, will not take. */
    enum Bad {
        NUL_CHARACTER,
        OVERLONG_FOR_ITS_INDEX,
        NO_VALUE,
        NOT_EVEN_BOUND;

        RequestRow row(long txnId) {
            return switch (this) {
                case NUL_CHARACTER -> TestRow.of(txnId).merchant("A\0B").row();
                case OVERLONG_FOR_ITS_INDEX ->
                    TestRow.of(txnId).rrn(incompressible()).row();
                case NO_VALUE -> TestRow.of(txnId).receivedAt(null).row();
                case NOT_EVEN_BOUND -> TestRow.of(txnId).noAmountAtAll().row();
            };
        }

        private static String incompressible() {
            return new java.util.Random(7)
                    .ints(20_000, '!', '~')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
        }
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void a_row_that_cannot_be_written_fails_alone(Bad bad) throws Exception {
        List<Future<Claim.Result>> good = new ArrayList<>();
        Future<Claim.Result> refused;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (Connection blocker = lockClaims()) {
                submit(threads, TestRow.of(1).row()); // the writer waits with this one, and the rest is one batch
                Await.until("the writer has taken the first", () -> waitsForLock());
                refused = submit(threads, bad.row(2));
                for (int i = 3; i < 13; i++) {
                    good.add(submit(threads, TestRow.of(i).row()));
                }
                Await.until("all are in the queue", () -> journal.figures().claimsWaiting() == 11);
                blocker.rollback();
            }
            for (Future<Claim.Result> claim : good) {
                assertEquals(new Claim.Result.Fresh(), claim.get());
            }
            assertInstanceOf(
                    JournalException.class,
                    assertThrows(ExecutionException.class, refused::get).getCause());
        }
        assertEquals(11, TestDatabase.number(database, "select count(*) from request"));
        assertTrue(journal.figures().healthy());
    }

    @Test
    void one_commit_carries_all_that_waited() throws Exception {
        long before = journal.figures().commits();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try (Connection blocker = lockClaims()) {
                submit(threads, TestRow.of(1).row());
                Await.until("the writer has taken the first", () -> waitsForLock());
                for (int i = 2; i <= 200; i++) {
                    submit(threads, TestRow.of(i).row());
                }
                Await.until("all are in the queue", () -> journal.figures().claimsWaiting() == 199);
                blocker.rollback();
            }
        }
        assertEquals(200, journal.figures().operations());
        assertEquals(2, journal.figures().commits() - before);
    }

    @Test
    void a_commit_that_takes_too_long_and_a_full_queue_are_failures_and_not_waits() throws Exception {
        Journal.Settings patient = TestDatabase.settings(database, 1);
        Journal.Settings hasty = new Journal.Settings(
                patient.url(), patient.user(), patient.password(), 1, 2, 3, Duration.ofMillis(400));
        try (Journal small = Journal.open(hasty, new TestSeal(), Clock.systemDefaultZone());
                var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection blocker = lockClaims()) {
            List<Future<Claim.Result>> claims = new ArrayList<>();
            claims.add(threads.submit(
                    () -> small.claim(Journaled.claim(TestRow.of(1).row()))));
            Await.until("the writer has taken the first", () -> waitsForLock());
            for (int i = 2; i <= 6; i++) {
                RequestRow row = TestRow.of(i).row();
                claims.add(threads.submit(() -> small.claim(Journaled.claim(row))));
            }
            List<String> why = new ArrayList<>();
            for (Future<Claim.Result> claim : claims) {
                why.add(assertThrows(ExecutionException.class, claim::get)
                        .getCause()
                        .getMessage());
            }
            assertAll(
                    () -> assertEquals(
                            2,
                            why.stream()
                                    .filter(w -> w.contains("queue is full"))
                                    .count()),
                    () -> assertEquals(
                            4,
                            why.stream()
                                    .filter(w -> w.contains("no commit within 400 ms"))
                                    .count()));
            blocker.rollback();
        }
    }

    @Test
    void backends_killed_under_load_lose_nothing_and_double_nothing() throws Exception {
        Set<Long> promised = ConcurrentHashMap.newKeySet();
        Set<Long> settled = ConcurrentHashMap.newKeySet();
        List<String> impossible = new ArrayList<>();
        AtomicLong ids = new AtomicLong();
        AtomicBoolean stop = new AtomicBoolean();
        CountDownLatch warm = new CountDownLatch(200);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int t = 0; t < 16; t++) {
                threads.submit(() -> {
                    while (!stop.get()) {
                        RequestRow row = TestRow.of(ids.incrementAndGet()).row();
                        try {
                            Claim.Result result = journal.claim(Journaled.claim(row));
                            if (!(result instanceof Claim.Result.Fresh)) {
                                synchronized (impossible) {
                                    impossible.add(row.txnId() + " " + result);
                                }
                            }
                            promised.add(row.txnId());
                            journal.settle(Journaled.settlement(
                                    row, Journaled.event(org.pointwork.model.TxnState.APPROVED, row.receivedAt())));
                            settled.add(row.txnId());
                            warm.countDown();
                        } catch (JournalException e) {
                            Thread.yield(); // refused, and the acquirer would be told so
                        }
                    }
                });
            }
            try {
                warm.await();
                for (int kill = 0; kill < 15; kill++) {
                    long done = settled.size();
                    TestDatabase.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '"
                            + database + "' and application_name = 'pointwork'");
                    Await.until("work goes on after kill " + kill, () -> settled.size() > done + 20);
                }
            } finally {
                stop.set(true);
            }
        }
        Set<Long> requests = ids("select txn_id from request");
        Set<Long> approved = ids("select txn_id from event where state = 'APPROVED'");
        assertAll(
                () -> assertEquals(List.of(), impossible),
                () -> assertTrue(requests.containsAll(promised), "a promised claim is missing"),
                () -> assertTrue(approved.containsAll(settled), "a promised outcome is missing"),
                () -> assertEquals(
                        requests.size() - approved.size(), Journaled.open(database, "true"), "open requests"),
                () -> assertEquals(approved.size(), Journaled.published(journal).size(), "published"));
    }

    @Test
    void a_journal_that_is_closed_keeps_nobody_waiting() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection blocker = lockClaims()) {
            Future<Claim.Result> waiting = submit(threads, TestRow.of(1).row());
            Await.until("the writer has taken it", () -> waitsForLock());
            journal.close();
            assertInstanceOf(
                    JournalException.class,
                    assertThrows(ExecutionException.class, waiting::get).getCause());
            assertThrows(
                    JournalException.class,
                    () -> journal.claim(Journaled.claim(TestRow.of(2).row())));
            blocker.rollback();
        }
    }

    private Set<Long> ids(String sql) {
        return Set.copyOf(TestDatabase.rows(database, sql).stream()
                .map(row -> Long.valueOf(row.getFirst()))
                .toList());
    }

    private Future<Claim.Result> submit(java.util.concurrent.ExecutorService threads, RequestRow row) {
        return threads.submit(() -> journal.claim(Journaled.claim(row)));
    }

    private Connection lockClaims() throws SQLException {
        Connection connection = TestDatabase.connect(database);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table request in exclusive mode");
        }
        return connection;
    }

    private boolean waitsForLock() {
        return TestDatabase.number(
                        database,
                        "select count(*) from pg_stat_activity where datname = '" + database
                                + "' and wait_event_type = 'Lock'")
                == 1;
    }
}
