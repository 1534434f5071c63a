package org.pointwork.bench.load;

import java.util.Map;

/**
 * What the terminals saw.
 *
 * @param sent requests in the whole run, warm-up included; each has a trace of its own
 * @param approved answers with DE 39 = 00 in the whole run: every one of them has to be found in a journal
 * @param refused other answers in the whole run, by DE 39
 * @param unanswered requests without an answer at the end
 * @param strangers answers to nothing that was asked, or to another terminal
 * @param dropped connections that the switch closed
 * @param seconds measured
 * @param tps approvals a second in that time
 * @param latency of approvals in that time
 * @param refusals latency of other answers in that time
 * @param lag how late requests left, or, in a closed loop, how late the generator's thread took up work given to it
 * @param surge {@link SurgeResult#NONE} where there was none; where there was, it is the measured time
 * @param cpuMicros used in the measured time, by process; the generator is {@code generator}
 * @param allocatedBytes in the switch's heap in the measured time; 0 where that cannot be had
 */
public record LoadResult(
        long sent,
        long approved,
        Map<String, Long> refused,
        long unanswered,
        long strangers,
        int dropped,
        double seconds,
        double tps,
        Latency latency,
        Latency refusals,
        Latency lag,
        SurgeResult surge,
        Map<String, Long> cpuMicros,
        long allocatedBytes) {

    LoadResult with(Map<String, Long> cpu, long allocated) {
        return new LoadResult(
                sent,
                approved,
                refused,
                unanswered,
                strangers,
                dropped,
                seconds,
                tps,
                latency,
                refusals,
                lag,
                surge,
                cpu,
                allocated);
    }

    /** Answers of all kinds in the measured time. */
    public long measured() {
        return latency.count() + refusals.count();
    }
}
