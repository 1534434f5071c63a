package org.pointwork.bench.scale;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pointwork.bench.load.MeasuringOptions;
import org.pointwork.bench.services.Database;
import org.pointwork.bench.yardstick.JournalDrill;
import org.pointwork.bench.yardstick.Spread;
import org.pointwork.journal.Claim;
import org.pointwork.journal.Journal;
import org.pointwork.sim.ParentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Writes to two journals in turn, through Pointwork's own writer. Leaves a {@link JournalRates} as JSON. Warms up each kind
 * of operation; the measured time is that of all of them together.
 */
@Command(name = "journal-rates")
final class JournalRatesProcess implements Callable<Integer> {
    private static final int KINDS = 5;
    private static final int CALLERS = 1_000;
    private static final int MAX_QUEUE = 20_000;
    private static final Duration MAX_WAIT = Duration.ofSeconds(30);

    @Option(names = "--only-prepare", description = "Make the tables and write the transaction that is copied later.")
    private boolean onlyPrepare;

    @Option(names = "--small", required = true)
    private String smallUrl;

    @Option(names = "--large", required = true)
    private String largeUrl;

    @Option(names = "--password-file", required = true)
    private Path passwordFile;

    @Option(names = "--small-rows", required = true)
    private long smallRows;

    @Option(names = "--large-rows", required = true)
    private long largeRows;

    @Mixin
    private MeasuringOptions measuring;

    @Option(names = "--repeat", required = true)
    private int repeat;

    private final AtomicLong firstFree = new AtomicLong(System.currentTimeMillis() * 100_000);

    public static void main(String[] args) {
        System.exit(new CommandLine(new JournalRatesProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        ParentWatch.startIfAsked();
        String password = Files.readString(passwordFile).strip();
        try (Journal small = open(smallUrl, password);
                Journal large = open(largeUrl, password)) {
            measuring.leave(onlyPrepare ? prepared(small, large) : measured(small, large));
        }
        return 0;
    }

    private static Journal open(String url, String password) {
        return Journal.open(
                new Journal.Settings(url, Database.NAME, password, 1, 2, MAX_QUEUE, MAX_WAIT),
                JournalDrill.seal(),
                Clock.systemUTC());
    }

    private JournalRates prepared(Journal small, Journal large) {
        insert(small, 0);
        insert(large, 0);
        return new JournalRates(0, 0, 0, 0, 0);
    }

    private JournalRates measured(Journal small, Journal large) {
        AtomicLong lastSmall = new AtomicLong(smallRows);
        AtomicLong lastLarge = new AtomicLong(largeRows);
        rate(() -> insert(small, lastSmall.incrementAndGet()), measuring.warmUpMs());
        rate(() -> duplicate(small, smallRows, smallRows), measuring.warmUpMs());
        long eachMs = measuring.measuredMs() / (KINDS * repeat);
        List<List<Double>> rates =
                Stream.<List<Double>>generate(ArrayList::new).limit(KINDS).toList();
        for (int round = 0; round < repeat; round++) {
            rates.get(0).add(rate(() -> insert(small, lastSmall.incrementAndGet()), eachMs));
            rates.get(1).add(rate(() -> insert(large, lastLarge.incrementAndGet()), eachMs));
            rates.get(2).add(rate(() -> duplicate(small, smallRows, smallRows), eachMs));
            rates.get(3).add(rate(() -> duplicate(large, largeRows, smallRows), eachMs));
            rates.get(4).add(rate(() -> duplicate(large, largeRows, largeRows), eachMs));
        }
        return new JournalRates(
                Spread.median(rates.get(0)),
                Spread.median(rates.get(1)),
                Spread.median(rates.get(2)),
                Spread.median(rates.get(3)),
                Spread.median(rates.get(4)));
    }

    /** All rows of an approved purchase, durable. */
    private void insert(Journal journal, long row) {
        Claim claim = JournalDrill.claim(firstFree.getAndIncrement(), JournalFill.key(row));
        if (!(journal.claim(claim) instanceof Claim.Result.Fresh)) {
            throw new IllegalStateException("row " + row + " is new, and the journal has it");
        }
        journal.settle(JournalDrill.settlement(claim));
    }

    /** A request that came before: any of the latest of those that the journal was filled with. */
    private void duplicate(Journal journal, long rows, long latest) {
        long row = rows - ThreadLocalRandom.current().nextLong(latest);
        Claim.Result result = journal.claim(JournalDrill.claim(firstFree.getAndIncrement(), JournalFill.key(row)));
        if (!(result instanceof Claim.Result.Duplicate)) {
            throw new IllegalStateException("row " + row + " is there, and asking again was " + result);
        }
    }

    private double rate(Runnable operation, long timeMs) {
        AtomicLong done = new AtomicLong();
        long start = System.nanoTime();
        long end = start + timeMs * 1_000_000;
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<? extends Future<?>> running = IntStream.range(0, CALLERS)
                    .mapToObj(_ -> callers.submit(() -> {
                        while (System.nanoTime() - end < 0) {
                            operation.run();
                            done.incrementAndGet();
                        }
                    }))
                    .toList();
            running.forEach(JournalRatesProcess::finished);
        }
        return done.get() / ((System.nanoTime() - start) / 1e9);
    }

    /** What one caller threw ends the measurement. */
    private static void finished(Future<?> caller) {
        try {
            caller.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
