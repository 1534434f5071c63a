package org.pointwork.bench.load;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** The counts of one run, kept by the generator's one thread. */
final class Scores {
    private static final int CODES = 100;

    private final long measureFrom;
    private final long measureUntil;
    private final Histogram approvals = Latency.histogram();
    private final Histogram refusals = Latency.histogram();
    private final Histogram lag = Latency.histogram();
    private final Optional<Surge> surge;
    private final long[] refused = new long[CODES + 1];
    private long sent;
    private long approved;
    private long strangers;
    private int dropped;

    /**
     * Begins to count.
     *
     * @param measureFrom and the next one on the clock of {@link System#nanoTime}
     * @param surge told of every request and answer as well
     */
    Scores(long measureFrom, long measureUntil, Optional<Surge> surge) {
        this.measureFrom = measureFrom;
        this.measureUntil = measureUntil;
        this.surge = surge;
    }

    void sent(long dueNanos) {
        sent++;
        surge.ifPresent(phases -> phases.sent(dueNanos));
    }

    void late(long dueNanos, long nowNanos) {
        if (isMeasured(nowNanos)) {
            Latency.record(lag, nowNanos - dueNanos);
        }
    }

    /** @param code DE 39 as a number, anything else than 0 to 99 where it is none */
    void answered(long code, long dueNanos, long nowNanos) {
        if (code == 0) {
            approved++;
        } else {
            refused[code > 0 && code < CODES ? (int) code : CODES]++;
        }
        surge.ifPresent(phases -> phases.answered(code == 0, dueNanos, nowNanos));
        if (isMeasured(nowNanos)) {
            Latency.record(code == 0 ? approvals : refusals, nowNanos - dueNanos);
        }
    }

    void stranger() {
        strangers++;
    }

    void dropped() {
        dropped++;
    }

    boolean isComplete() {
        return approved + Arrays.stream(refused).sum() >= sent;
    }

    private boolean isMeasured(long nanos) {
        return nanos - measureFrom >= 0 && nanos - measureUntil < 0;
    }

    LoadResult result() {
        Map<String, Long> byCode = new TreeMap<>();
        for (int code = 0; code <= CODES; code++) {
            if (refused[code] > 0) {
                byCode.put(code == CODES ? "other" : "%02d".formatted(code), refused[code]);
            }
        }
        double seconds = (measureUntil - measureFrom) / 1e9;
        long answered = approved + Arrays.stream(refused).sum();
        return new LoadResult(
                sent,
                approved,
                byCode,
                sent - answered,
                strangers,
                dropped,
                seconds,
                approvals.getTotalCount() / seconds,
                Latency.of(approvals),
                Latency.of(refusals),
                Latency.of(lag),
                surge.map(Surge::result).orElse(SurgeResult.NONE),
                Map.of(),
                0);
    }
}
