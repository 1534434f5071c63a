package org.pointwork.bench.soak;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What is sampled, and how much of it may be added between the run's two ends before it counts as a leak. */
enum Measure {
    HEAP_KIB(Sample::heapKib, new Tolerance(0.03, 512)),
    RSS_KIB(Sample::rssKib, new Tolerance(0.05, 8_192)),
    THREADS(Sample::threads, new Tolerance(0, 2)),
    VIRTUAL_THREADS(Sample::virtualThreads, new Tolerance(0, 4)),
    OPEN_FILES(Sample::openFiles, new Tolerance(0, 4)),
    DATABASE_SESSIONS(Sample::databaseSessions, new Tolerance(0, 1)),
    TOKEN_SESSIONS(Sample::tokenSessions, new Tolerance(0, 0)),
    P50_MICROS(Sample::p50Micros, new Tolerance(0.15, 100)),
    P99_MICROS(Sample::p99Micros, new Tolerance(0.30, 1_000));

    /**
     * The larger of the two.
     *
     * @param share of what there was at the beginning
     * @param amount in the measure's own unit; machines are never quite still
     */
    record Tolerance(double share, double amount) {
        double of(double beginning) {
            return Math.max(share * beginning, amount);
        }
    }

    private final ToDoubleFunction<Sample> value;
    private final Tolerance tolerance;

    Measure(ToDoubleFunction<Sample> value, Tolerance tolerance) {
        this.value = value;
        this.tolerance = tolerance;
    }

    /** As table and JSON have it: {@code heap_kib}. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    double of(Sample sample) {
        return value.applyAsDouble(sample);
    }

    Tolerance tolerance() {
        return tolerance;
    }
}
