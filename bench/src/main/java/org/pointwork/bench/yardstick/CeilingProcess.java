package org.pointwork.bench.yardstick;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.pointwork.bench.load.MeasuringOptions;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.services.Database;
import org.pointwork.journal.Claim;
import org.pointwork.journal.Journal;
import org.pointwork.sim.ParentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * How fast the database takes the rows of Pointwork, with no switch around: by bare {@code unnest} statements on two
 * connections, or through Pointwork's own writer. Writes a {@link Result} as JSON.
 */
@Command(name = "ceiling")
final class CeilingProcess implements Callable<Integer> {
    private static final int BATCH = 500;
    private static final int BATCHES_UNDER_WAY = 4;
    private static final int CALLERS = 1_000; // as many as the closed loop keeps under way at most
    private static final int MAX_QUEUE = 20_000;
    private static final long OWN_PID = ProcessHandle.current().pid();

    /**
     * What was measured.
     *
     * @param tps transactions a second whose rows are all durable
     * @param cpuMicros of the database in the measured time
     * @param ownCpuMicros of this process in the measured time: who writes, and who asks
     * @param transactions written in all, warm-up included
     */
    record Result(double tps, long cpuMicros, long ownCpuMicros, long transactions) {}

    @Option(names = "--journal", description = "Through Pointwork's writer instead of bare statements.")
    private boolean throughJournal;

    @Option(names = "--url", required = true)
    private String url;

    @Option(names = "--password-file", required = true)
    private Path passwordFile;

    @Option(names = "--database-pid", required = true)
    private long databasePid;

    @Mixin
    private MeasuringOptions measuring;

    private final AtomicLong firstFree = new AtomicLong(System.currentTimeMillis() * 100_000); // after former rounds
    private final AtomicLong done = new AtomicLong();
    private volatile boolean stopped;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CeilingProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ParentWatch.startIfAsked();
        String password = Files.readString(passwordFile).strip();
        Journal.Settings settings =
                new Journal.Settings(url, Database.NAME, password, 1, 4, MAX_QUEUE, Duration.ofSeconds(30));
        try (Journal journal =
                Journal.open(settings, JournalDrill.seal(), Clock.systemUTC())) { // makes the tables in either case
            Result result = throughJournal ? measured(() -> call(journal)) : measured(() -> bare(journal));
            measuring.leave(result);
        }
        return 0;
    }

    private Result measured(Runnable work) throws InterruptedException {
        Thread worker = Thread.ofPlatform().name("work").start(work);
        pause(measuring.warmUpMs());
        long start = System.nanoTime();
        long before = done.get();
        long cpu = Processes.cpuMicros(databasePid);
        long ownCpu = Processes.cpuMicros(OWN_PID);
        pause(measuring.measuredMs());
        long count = done.get() - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        long used = Processes.cpuMicros(databasePid) - cpu;
        long ownUsed = Processes.cpuMicros(OWN_PID) - ownCpu;
        stopped = true;
        worker.join();
        return new Result(count / seconds, used, ownUsed, done.get());
    }

    private void call(Journal journal) {
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLERS; i++) {
                callers.execute(() -> {
                    while (!stopped) {
                        Claim claim = JournalDrill.claim(firstFree.getAndIncrement());
                        journal.claim(claim);
                        journal.settle(JournalDrill.settlement(claim));
                        done.incrementAndGet();
                    }
                });
            }
        }
    }

    /** One connection claims and the other settles what is claimed, as in the switch. */
    private void bare(Journal journal) {
        BlockingQueue<long[]> claimed = new ArrayBlockingQueue<>(BATCHES_UNDER_WAY);
        Thread settler = Thread.ofPlatform().name("settle").start(() -> settle(journal, claimed));
        try (Connection connection = journal.database().getConnection()) {
            connection.setAutoCommit(false);
            while (!stopped) {
                long first = firstFree.getAndAdd(BATCH);
                long[] ids = LongStream.range(first, first + BATCH).toArray();
                CeilingBatches.claim(connection, ids);
                claimed.put(ids);
            }
            settler.join();
        } catch (Exception e) {
            throw new IllegalStateException("claims stopped", e);
        }
    }

    private void settle(Journal journal, BlockingQueue<long[]> claimed) {
        try (Connection connection = journal.database().getConnection()) {
            connection.setAutoCommit(false);
            while (!stopped || !claimed.isEmpty()) {
                long[] ids = claimed.poll(1, TimeUnit.SECONDS);
                if (ids != null) {
                    CeilingBatches.settle(connection, ids);
                    done.addAndGet(ids.length);
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException("outcomes stopped", e);
        }
    }

    private static void pause(long ms) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
        for (long left = ms * 1_000_000; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
