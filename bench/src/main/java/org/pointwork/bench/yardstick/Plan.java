package org.pointwork.bench.yardstick;

import java.time.Duration;
import java.util.List;

/**
 * What one run of the comparison measures.
 *
 * @param arms in the order of a round
 * @param measured time of each measurement
 * @param repeat rounds over all arms: A, B, C, A, B, C
 * @param connections of the closed loop, each a terminal
 * @param window requests that each of them keeps under way
 * @param openLoopPercents shares of each switch's own peak to offer afterwards, in an open loop
 */
public record Plan(
        List<Arm> arms, Duration measured, int repeat, int connections, int window, List<Integer> openLoopPercents) {
    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(5);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(15);

    /** A switch that has just started is not yet compiled: its first round is warmed up for longer. */
    Duration warmUp(boolean first) {
        return first ? FIRST_WARM_UP : SHORTEST_WARM_UP;
    }
}
