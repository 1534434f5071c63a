package org.pointwork.txn;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What the switch itself holds against a payment.
 *
 * @param completionTolerancePercent by how much a completion may go over its authorization
 * @param hotCards the list that file actions change, where the node keeps one
 */
public record Risk(
        AmountLimits limits,
        Velocity velocity,
        CardStatus cards,
        int completionTolerancePercent,
        Optional<HotCards> hotCards) {
    /** Lets all pass but a completion that goes over its authorization. */
    public static final Risk NONE = new Risk(
            new AmountLimits(List.of()),
            new Velocity(List.of(), ZoneOffset.UTC),
            CardStatus.NOTHING_KNOWN,
            0,
            Optional.empty());
}
