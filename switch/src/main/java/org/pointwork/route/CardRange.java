package org.pointwork.route;

import java.util.Optional;

/**
 * Cards from {@code first} to {@code last}, as {@link CardKeys} counts them, and the narrowest range around them.
 *
 * @param chosen who gets their payments: nobody for the range around all others
 */
record CardRange(long first, long last, Optional<Choice> chosen, String label, Optional<CardRange> around) {
    /** Wider than any route, so that one over all cards lies within it. */
    static final CardRange ALL =
            new CardRange(Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), "all cards", Optional.empty());

    boolean holds(long low, long high) {
        return first <= low && high <= last;
    }

    /** Who gets the payments of a range's cards. */
    sealed interface Choice {
        /** Always the same partner, so the decision is made with the table; it is there, and ready to be handed out. */
        record Fixed(Optional<Routed> decision, String label) implements Choice {}

        /** As a plan says. */
        record Planned(PlanRules rules, String label) implements Choice {}
    }
}
