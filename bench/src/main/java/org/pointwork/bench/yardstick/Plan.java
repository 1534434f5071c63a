package org.pointwork.bench.yardstick;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.pointwork.bench.yardstick.Offer.Share;
import org.pointwork.bench.yardstick.Offer.StockShare;
import org.pointwork.bench.yardstick.Offer.Surge;

/**
 * What one run of the comparison measures.
 *
 * @param arms in the order of a round
 * @param measured time of each measurement
 * @param repeat rounds over all arms: A, B, C, A, B, C
 * @param connections of the closed loop, each a terminal
 * @param window requests that each of them keeps under way
 * @param openLoopPercents shares of each switch's own peak to offer afterwards, in an open loop; more than 100 is a surge
 */
public record Plan(
        List<Arm> arms, Duration measured, int repeat, int connections, int window, List<Integer> openLoopPercents) {
    private static final Duration SHORTEST_WARM_UP = Duration.ofSeconds(8);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(15);
    private static final Duration SHORTEST_SURGE = Duration.ofSeconds(4); // a recovery of 2 s must be told from none
    private static final Duration LONGEST_SURGE = Duration.ofSeconds(10);
    private static final Set<Integer> COMPARED_AT_EQUAL_TPS = Set.of(70, 90);

    /** A switch that has just started is not yet compiled: its first round is warmed up for longer. */
    Duration warmUp(boolean first) {
        return first ? FIRST_WARM_UP : SHORTEST_WARM_UP;
    }

    /** Of the measured part; a surge has one as long before and after. */
    Duration measured(Offer offer) {
        if (!(offer instanceof Surge)) {
            return measured;
        }
        return measured.compareTo(SHORTEST_SURGE) < 0
                ? SHORTEST_SURGE
                : measured.compareTo(LONGEST_SURGE) > 0 ? LONGEST_SURGE : measured;
    }

    /** What an arm is offered for one of the shares, once the peaks are known. */
    List<Offer> openLoops(Arm arm, int percent) {
        if (!arm.isSwitch()) {
            return List.of();
        }
        if (percent > 100) {
            return List.of(new Surge(percent));
        }
        return arm != Arm.STOCK && arms.contains(Arm.STOCK) && COMPARED_AT_EQUAL_TPS.contains(percent)
                ? List.of(new Share(percent), new StockShare(percent))
                : List.of(new Share(percent));
    }
}
