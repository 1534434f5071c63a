package org.pointwork.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer, one connection, one commit for all that waits: it drains the queue and never waits for more, so a lone
 * operation is committed at once and a thousand share one fsync.
 *
 * <p>A batch whose commit was interrupted is written again, because it cannot be known whether it took; batches are
 * idempotent for that. A batch that the database refuses is written one by one, so that one bad row cannot take its
 * neighbours down.
 */
final class GroupCommit<O, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_BATCH = 1000;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    /** Writes a batch and commits it, all of it or nothing; results in the order of the operations. */
    interface Batch<O, R> {
        /** @throws JournalException where none of the operations can be done, each alone neither */
        List<R> write(Connection connection, List<O> operations) throws SQLException;
    }

    private final HikariDataSource database;
    private final Batch<O, R> batch;
    private final int maxQueue;
    private final Duration maxWait;
    private final Queue<Waiting<O, R>> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger depth = new AtomicInteger(); // of the queue, which counts itself at every question
    private final Thread writer;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong operations = new AtomicLong();
    private volatile List<Waiting<O, R>> underWay = List.of();
    private volatile boolean idle;
    private volatile boolean healthy = true;
    private volatile boolean open = true;

    GroupCommit(String name, HikariDataSource database, int maxQueue, Duration maxWait, Batch<O, R> batch) {
        this.database = database;
        this.batch = batch;
        this.maxQueue = maxQueue;
        this.maxWait = maxWait;
        this.writer = Thread.ofPlatform().name("journal-" + name).daemon().start(this::run);
    }

    /** As {@link #submit}, and fails at once while the database cannot be written: for what is better refused than late. */
    R submitIfHealthy(O operation) {
        if (!healthy) {
            throw new JournalException("the journal cannot be written now");
        }
        return submit(operation);
    }

    /**
     * Waits until the operation is durable.
     *
     * @throws JournalException where the queue is full or the commit took too long; it may still happen later
     */
    R submit(O operation) {
        if (depth.incrementAndGet() > maxQueue) {
            depth.decrementAndGet();
            throw new JournalException("the journal's queue is full");
        }
        Waiting<O, R> waiting = new Waiting<>(operation, System.nanoTime() + maxWait.toNanos());
        queue.add(waiting);
        if (idle) {
            LockSupport.unpark(writer);
        }
        if (!open) {
            waiting.failed("the journal is closed", null);
        }
        return waiting.await();
    }

    /** Lets those go that have waited for too long. To be called now and then: no waiter has a timer of its own. */
    void expire() {
        long nowNanos = System.nanoTime();
        for (Waiting<O, R> waiting : underWay) {
            expire(waiting, nowNanos);
        }
        for (Waiting<O, R> waiting : queue) {
            if (!expire(waiting, nowNanos)) {
                return; // those behind it came later
            }
        }
    }

    private boolean expire(Waiting<O, R> waiting, long nowNanos) {
        boolean overdue = waiting.isOverdue(nowNanos);
        if (overdue) {
            waiting.failed("no commit within " + maxWait.toMillis() + " ms", null);
        }
        return overdue;
    }

    int depth() {
        return depth.get();
    }

    long commits() {
        return commits.get();
    }

    long operations() {
        return operations.get();
    }

    boolean isHealthy() {
        return healthy;
    }

    private void run() {
        while (open || !queue.isEmpty()) {
            List<Waiting<O, R>> drained = drain();
            if (drained.isEmpty()) {
                sleep();
            } else {
                underWay = drained;
                commit(drained);
                underWay = List.of();
            }
        }
    }

    private List<Waiting<O, R>> drain() {
        List<Waiting<O, R>> drained = new ArrayList<>();
        while (drained.size() < LARGEST_BATCH) {
            Waiting<O, R> next = queue.poll();
            if (next == null) {
                break;
            }
            drained.add(next);
        }
        depth.addAndGet(-drained.size());
        return drained;
    }

    /** Until something is queued: who queues looks at {@code idle} after, and this looks at the queue after, so one sees. */
    private void sleep() {
        idle = true;
        if (queue.isEmpty() && open) {
            LockSupport.park(this);
        }
        idle = false;
    }

    private void commit(List<Waiting<O, R>> waiting) {
        List<O> batched = waiting.stream().map(Waiting::operation).toList();
        do {
            try {
                List<R> results = write(batched);
                healthy = true;
                commits.incrementAndGet();
                operations.addAndGet(waiting.size());
                for (int i = 0; i < waiting.size(); i++) {
                    waiting.get(i).done(results.get(i));
                }
                return;
            } catch (JournalException e) {
                LOG.error("journal refused a batch of {}: {}", waiting.size(), e.getMessage());
                waiting.forEach(one -> one.failed(e.getMessage(), e));
                return;
            } catch (SQLException e) {
                if (isAboutTheData(e)) {
                    healthy = true;
                    oneByOne(waiting, e);
                    return;
                }
                healthy = false;
                LOG.warn("journal not written, trying again: state={}", e.getSQLState());
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            } catch (RuntimeException e) { // a row that cannot even be bound must not end the writer
                oneByOne(waiting, e);
                return;
            }
        } while (open);
        waiting.forEach(one -> one.failed("the journal is closed", null));
    }

    private List<R> write(List<O> batched) throws SQLException {
        try (Connection connection = database.getConnection()) {
            try {
                return batch.write(connection, batched);
            } catch (SQLException e) {
                if (!isAboutTheData(e)) {
                    database.evictConnection(connection); // the pool would not: it does not see how a copy fails
                }
                throw e;
            }
        }
    }

    private void oneByOne(List<Waiting<O, R>> waiting, Exception why) {
        if (waiting.size() == 1) {
            LOG.error(
                    "journal refused a row: {}",
                    why instanceof SQLException e
                            ? "state=" + e.getSQLState()
                            : why.getClass().getName());
            waiting.getFirst().failed("the journal refused the row", why);
            return;
        }
        for (Waiting<O, R> one : waiting) {
            commit(List.of(one));
        }
    }

    /** SQLSTATE classes 22 (data), 23 (constraint) and 54 (too large for its index): the same row would fail again. */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(writer);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        underWay.forEach(waiting -> waiting.failed("the journal is closed", null));
        queue.forEach(waiting -> waiting.failed("the journal is closed", null));
    }
}
