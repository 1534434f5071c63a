package org.pointwork.txn;

import java.time.ZoneOffset;
import java.util.List;

/** What the switch itself holds against a payment. */
public record Risk(AmountLimits limits, Velocity velocity, CardStatus cards) {
    /** Lets all pass. */
    public static final Risk NONE =
            new Risk(new AmountLimits(List.of()), new Velocity(List.of(), ZoneOffset.UTC), CardStatus.NOTHING_KNOWN);
}
