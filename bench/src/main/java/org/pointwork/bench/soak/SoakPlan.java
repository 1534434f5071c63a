package org.pointwork.bench.soak;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param ratePerSecond requests a second while there is load, whether answered or not
 */
public record SoakPlan(Duration time, int ratePerSecond) {
    /** A round of load, and then a sample. */
    static final Duration SAMPLE_EVERY = Duration.ofSeconds(10);

    /** What a node needs to be compiled and to have touched its heap; not sampled. */
    static final int UNSAMPLED_ROUNDS = 4;

    static final int CONNECTIONS = 8;

    int samples() {
        return Math.toIntExact(Math.max(4, time.dividedBy(SAMPLE_EVERY) - UNSAMPLED_ROUNDS));
    }
}
