package org.pointwork.model;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a transaction stands. {@code UNKNOWN} is a state and not an error: money may have moved, and it ends by a
 * reversal or a confirmation and never by a guess.
 */
public enum TxnState {
    FORWARDED,
    APPROVED,
    DECLINED,
    UNKNOWN,
    REVERSING,
    REVERSED;

    /** The states that may come next. An approval can be reversed by its terminal; a decline is final. */
    public Set<TxnState> next() {
        return switch (this) {
            case FORWARDED -> EnumSet.of(APPROVED, DECLINED, UNKNOWN);
            case UNKNOWN -> EnumSet.of(APPROVED, DECLINED, REVERSING);
            case APPROVED -> EnumSet.of(REVERSING);
            case REVERSING -> EnumSet.of(REVERSED);
            case DECLINED, REVERSED -> EnumSet.noneOf(TxnState.class);
        };
    }
}
