package org.pointwork.bench.load;

import java.util.List;

/**
 * When the requests of an open loop are due: at equal distances, whatever became of the ones before. A latency is
 * counted from this time and not from the sending, so that a generator or a switch that stalls cannot hide the requests
 * that would have been sent meanwhile (coordinated omission).
 *
 * @param phases one after the other; the last one has no end
 */
record Schedule(long startNanos, List<Phase> phases) {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** @param ratePerSecond 1 or more */
    record Phase(int ratePerSecond, long nanos) {
        private long requests() {
            long seconds = nanos / SECOND_NANOS;
            long rest = nanos % SECOND_NANOS;
            return seconds * ratePerSecond + Math.ceilDiv(rest * ratePerSecond, SECOND_NANOS);
        }

        private long offsetNanos(long index) {
            return index / ratePerSecond * SECOND_NANOS + index % ratePerSecond * SECOND_NANOS / ratePerSecond;
        }
    }

    static Schedule steady(long startNanos, int ratePerSecond) {
        return new Schedule(startNanos, List.of(new Phase(ratePerSecond, 0)));
    }

    /** The time at which request {@code index}, 0 for the first, is due. */
    long dueNanos(long index) {
        long left = index;
        long start = startNanos;
        for (Phase phase : phases.subList(0, phases.size() - 1)) {
            long requests = phase.requests();
            if (left < requests) {
                return start + phase.offsetNanos(left);
            }
            left -= requests;
            start += phase.nanos();
        }
        return start + phases.getLast().offsetNanos(left);
    }
}
