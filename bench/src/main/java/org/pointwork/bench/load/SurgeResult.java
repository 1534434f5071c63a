package org.pointwork.bench.load;

/**
 * What became of a switch that was offered more than it can take, between two calm times with the same lower rate.
 *
 * @param calmP99Micros before the surge
 * @param offered requests that were due in the surge
 * @param refused of those, the ones with an answer that is no approval
 * @param refusals how long those took; one that got no answer at all counts as the longest time there is
 * @param recoverySeconds from the end of the surge to the time from which on all but 1 % of what was due was approved,
 *     within twice the p99 of before, for half a second; as long as was looked where that never came
 */
public record SurgeResult(double calmP99Micros, long offered, long refused, Latency refusals, double recoverySeconds) {
    /** Of a run without a surge. */
    public static final SurgeResult NONE = new SurgeResult(0, 0, 0, Latency.of(Latency.histogram()), 0);
}
