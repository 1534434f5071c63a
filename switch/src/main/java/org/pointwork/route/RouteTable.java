package org.pointwork.route;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.Pan;

/**
 * Which partner issued a card: the longest prefix of its number, or the narrowest range that holds it. Looking one up
 * is a binary search in an array and makes no garbage.
 */
public final class RouteTable {
    private final long[] starts; // of segments side by side, in order
    private final CardRange[] narrowest; // over each of them

    /** @throws IllegalArgumentException where two routes are one range, or overlap and neither lies within the other */
    public RouteTable(List<Route> routes) {
        Segments segments = new Segments(routes);
        starts = segments.starts();
        narrowest = segments.narrowest();
    }

    /** The partner's name, nothing where no route holds the card. */
    public Optional<String> partnerFor(Pan pan) {
        String digits = pan.digits();
        int known = Math.min(Route.LONGEST, digits.length());
        long low = 0;
        for (int i = 0; i < known; i++) {
            low = low * 10 + digits.charAt(i) - '0';
        }
        return known == Route.LONGEST ? narrowest[segment(low)].partner() : ofShort(low, known);
    }

    /** A number of under eleven digits stands for all that begin with it: a route must hold every one of them. */
    private Optional<String> ofShort(long prefix, int digits) {
        long low = prefix;
        long high = prefix;
        for (int i = digits; i < Route.LONGEST; i++) {
            low = low * 10;
            high = high * 10 + 9;
        }
        CardRange range = narrowest[segment(low)];
        while (!range.holds(low, high)) {
            range = range.around().orElseThrow();
        }
        return range.partner();
    }

    /** The last segment that begins at or before a number. Halves without a branch that a processor could guess wrong. */
    private int segment(long number) {
        int at = 0;
        for (int left = starts.length; left > 1; ) {
            int half = left >>> 1;
            at += starts[at + half] <= number ? half : 0;
            left -= half;
        }
        return at;
    }
}
