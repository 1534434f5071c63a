package org.pointwork.bench.load;

import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** When a switch is well again: counted in steps of 100 ms by when requests were due, not by when they were answered. */
final class Recovery {
    private static final long STEP_NANOS = 100_000_000;
    private static final int STEPS_TO_BE_SURE = 5;
    private static final double GOOD_SHARE = 0.99;

    private final long from;
    private final long[] due;
    private final Histogram[] approved;

    Recovery(long from, long nanos) {
        int steps = Math.toIntExact(Math.ceilDiv(nanos, STEP_NANOS));
        this.from = from;
        this.due = new long[steps];
        this.approved = Stream.generate(() -> new Histogram(Latency.LONGEST_NANOS, 2))
                .limit(steps)
                .toArray(Histogram[]::new);
    }

    void due(long dueNanos) {
        due[step(dueNanos)]++;
    }

    void approved(long dueNanos, long tookNanos) {
        Latency.record(approved[step(dueNanos)], tookNanos);
    }

    private int step(long nanos) {
        return (int) ((nanos - from) / STEP_NANOS);
    }

    /** Seconds to the first half second in which all but 1 % were approved in that time; the whole time where none was. */
    double seconds(long limitNanos) {
        int last = due.length - STEPS_TO_BE_SURE;
        int step = 0;
        while (step <= last && !isGood(step, limitNanos)) {
            step++;
        }
        return (step <= last ? step : due.length) * STEP_NANOS / 1e9;
    }

    private boolean isGood(int first, long limitNanos) {
        long asked = 0;
        long good = 0;
        for (int step = first; step < first + STEPS_TO_BE_SURE; step++) {
            asked += due[step];
            good += approved[step].getCountBetweenValues(0, limitNanos);
        }
        return good >= GOOD_SHARE * asked;
    }
}
