package org.pointwork.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * A distribution of times in microseconds, three digits exact.
 *
 * @param count how many there were; with none all others are 0
 * @param byNines the whole curve: a point for each step of {@link Nines#at}, as far as there were times enough
 */
public record Latency(long count, double p50, double p90, double p99, double p999, double max, List<Double> byNines) {
    static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);

    static Histogram histogram() {
        return new Histogram(LONGEST_NANOS, 3);
    }

    /** Longer times than a minute count as a minute, and clock steps back as nothing. */
    static void record(Histogram histogram, long nanos) {
        histogram.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
    }

    static Latency of(Histogram nanos) {
        return new Latency(
                nanos.getTotalCount(),
                micros(nanos, 50),
                micros(nanos, 90),
                micros(nanos, 99),
                micros(nanos, 99.9),
                nanos.getMaxValue() / 1e3,
                Nines.curve(nanos));
    }

    private static double micros(Histogram nanos, double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1e3;
    }
}
