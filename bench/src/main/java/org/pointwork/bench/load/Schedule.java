package org.pointwork.bench.load;

/**
 * When the requests of an open loop are due: at equal distances, whatever became of the ones before. A latency is
 * counted from this time and not from the sending, so that a generator or a switch that stalls cannot hide the requests
 * that would have been sent meanwhile (coordinated omission).
 */
record Schedule(long startNanos, int ratePerSecond) {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** The time at which request {@code index}, 0 for the first, is due. */
    long dueNanos(long index) {
        long seconds = index / ratePerSecond;
        long rest = index % ratePerSecond;
        return startNanos + seconds * SECOND_NANOS + rest * SECOND_NANOS / ratePerSecond;
    }
}
