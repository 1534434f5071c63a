package org.pointwork.bench.load;

import org.HdrHistogram.Histogram;

/** Counts what happens in three phases of equal length: calm, surge, calm again. A request belongs to when it was due. */
final class Surge {
    private static final int TIMES_CALM = 2;

    private final long calmFrom;
    private final long phaseNanos;
    private final Histogram calm = Latency.histogram();
    private final Histogram refusals = Latency.histogram();
    private final Recovery recovery;
    private long offered;
    private long approved;

    Surge(long calmFrom, long phaseNanos) {
        this.calmFrom = calmFrom;
        this.phaseNanos = phaseNanos;
        this.recovery = new Recovery(calmFrom + 2 * phaseNanos, phaseNanos);
    }

    void sent(long dueNanos) {
        switch (phase(dueNanos)) {
            case 1 -> offered++;
            case 2 -> recovery.due(dueNanos);
            default -> {}
        }
    }

    void answered(boolean isApproved, long dueNanos, long nowNanos) {
        long took = nowNanos - dueNanos;
        switch (phase(dueNanos)) {
            case 0 -> {
                if (isApproved) {
                    Latency.record(calm, took);
                }
            }
            case 1 -> {
                if (isApproved) {
                    approved++;
                } else {
                    Latency.record(refusals, took);
                }
            }
            case 2 -> {
                if (isApproved) {
                    recovery.approved(dueNanos, took);
                }
            }
            default -> {}
        }
    }

    private int phase(long nanos) {
        return Math.toIntExact(Math.floorDiv(nanos - calmFrom, phaseNanos));
    }

    SurgeResult result() {
        long calmNanos = calm.getValueAtPercentile(99);
        long refused = refusals.getTotalCount();
        long silent = offered - approved - refused;
        if (silent > 0) {
            refusals.recordValueWithCount(Latency.LONGEST_NANOS, silent);
        }
        return new SurgeResult(
                calmNanos / 1e3, offered, refused, Latency.of(refusals), recovery.seconds(TIMES_CALM * calmNanos));
    }
}
