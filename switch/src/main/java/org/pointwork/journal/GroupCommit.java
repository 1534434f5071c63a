package org.pointwork.journal;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One writer, one connection, one commit for all that waits: it drains the queue and never waits for more, so a lone
 * operation is committed at once and a thousand share one fsync.
 *
 * <p>A batch whose commit was interrupted is written again, because it cannot be known whether it took; every statement
 * is idempotent for that. A batch that the database refuses is written one by one, so that one bad row cannot take its
 * neighbours down.
 */
final class GroupCommit<O, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_BATCH = 1000;
    private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

    /** Writes a batch in the open transaction of a connection; results in the order of the operations. */
    interface Batch<O, R> {
        List<R> write(Connection connection, List<O> operations) throws SQLException;
    }

    private record Waiting<O, R>(O operation, CompletableFuture<R> result) {}

    private final HikariDataSource database;
    private final Batch<O, R> batch;
    private final BlockingQueue<Waiting<O, R>> queue;
    private final Duration maxWait;
    private final Thread writer;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicLong operations = new AtomicLong();
    private volatile boolean healthy = true;
    private volatile boolean open = true;

    GroupCommit(String name, HikariDataSource database, int maxQueue, Duration maxWait, Batch<O, R> batch) {
        this.database = database;
        this.batch = batch;
        this.queue = new ArrayBlockingQueue<>(maxQueue);
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
        CompletableFuture<R> result = new CompletableFuture<>();
        if (!open || !queue.offer(new Waiting<>(operation, result))) {
            throw new JournalException("the journal's queue is full");
        }
        try {
            return result.get(maxWait.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new JournalException("no commit within " + maxWait.toMillis() + " ms");
        } catch (ExecutionException e) {
            throw new JournalException("the journal refused the row", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted while waiting for a commit");
        }
    }

    int depth() {
        return queue.size();
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
        List<Waiting<O, R>> drained = new ArrayList<>(LARGEST_BATCH);
        while (open || !queue.isEmpty()) {
            try {
                Waiting<O, R> first = queue.poll(1, TimeUnit.SECONDS);
                if (first != null) {
                    drained.add(first);
                    queue.drainTo(drained, LARGEST_BATCH - 1);
                    commit(drained);
                    drained.clear();
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void commit(List<Waiting<O, R>> waiting) throws InterruptedException {
        do {
            try (Connection connection = database.getConnection()) {
                connection.setAutoCommit(false);
                List<R> results = batch.write(
                        connection, waiting.stream().map(Waiting::operation).toList());
                connection.commit();
                healthy = true;
                commits.incrementAndGet();
                operations.addAndGet(waiting.size());
                for (int i = 0; i < waiting.size(); i++) {
                    waiting.get(i).result().complete(results.get(i));
                }
                return;
            } catch (SQLException e) {
                if (isAboutTheData(e)) {
                    healthy = true;
                    oneByOne(waiting, e);
                    return;
                }
                healthy = false;
                LOG.warn("journal not written, trying again: state={}", e.getSQLState());
                Thread.sleep(RETRY_PAUSE);
            }
        } while (open);
    }

    private void oneByOne(List<Waiting<O, R>> waiting, SQLException why) throws InterruptedException {
        if (waiting.size() == 1) {
            LOG.error("journal refused a row: state={}", why.getSQLState());
            waiting.getFirst().result().completeExceptionally(why);
            return;
        }
        for (Waiting<O, R> one : waiting) {
            commit(List.of(one));
        }
    }

    /** SQLSTATE classes 22 (data) and 23 (constraint): the same row would fail again. */
    private static boolean isAboutTheData(SQLException e) {
        String state = e.getSQLState();
        return state != null && (state.startsWith("22") || state.startsWith("23"));
    }

    @Override
    public void close() {
        open = false;
        try {
            writer.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
