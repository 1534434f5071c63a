package org.pointwork.route;

import java.util.Optional;

/**
 * Cards by their first eleven digits, from {@code first} to {@code last}, and the narrowest range around them.
 *
 * @param partner nobody for the range around all others
 */
record CardRange(long first, long last, Optional<String> partner, String label, Optional<CardRange> around) {
    /** Wider than any route, so that one over all cards lies within it. */
    static final CardRange ALL = new CardRange(-1, Long.MAX_VALUE, Optional.empty(), "all cards", Optional.empty());

    boolean holds(long low, long high) {
        return first <= low && high <= last;
    }
}
