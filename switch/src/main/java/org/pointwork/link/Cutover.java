package org.pointwork.link;

import java.time.Instant;

/**
 * A partner turns its business day (0800, DE 70 = 201 and 202).
 *
 * @param settlementDate DE 15 of its message, MMDD, empty where it named none
 * @param at when it was heard
 */
public record Cutover(String partner, Phase phase, String settlementDate, Instant at) {
    /** Which half of the turn. */
    public enum Phase {
        /** 201: payments from here on belong to the new day. */
        START,
        /** 202: nothing of the old day comes any more. */
        END
    }

    /**
     * Hears of cutovers. A partner with several links, or one that repeats itself, may say the same twice.
     */
    public interface Listener {
        /**
         * Called on a thread that may wait; the partner is answered 00 afterwards.
         *
         * @throws RuntimeException where the day cannot be turned now: the partner is answered 96, and will ask again
         */
        void happened(Cutover cutover);
    }
}
