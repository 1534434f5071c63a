package org.pointwork.route;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.Pan;

/**
 * Which partner issued a card: the longest prefix of its number, or the narrowest range that holds it. Looking one up
 * is a binary search in an array and makes no garbage.
 */
public final class RouteTable {
    private static final int HEADS = 10_000;
    private static final long CARDS_OF_A_HEAD = 10_000_000;

    private final int[] segmentOfHead = new int[HEADS + 1]; // by four digits: where the first such card is
    private final long[] starts; // of segments side by side, in order
    private final List<Optional<String>> partners; // of each of them
    private final List<CardRange> narrowest; // over each of them

    /** @throws IllegalArgumentException where two routes are one range, or overlap and neither lies within the other */
    public RouteTable(List<Route> routes) {
        Segments segments = new Segments(routes);
        starts = segments.starts();
        narrowest = segments.narrowest();
        partners = narrowest.stream().map(CardRange::partner).toList();
        for (int head = 0; head <= HEADS; head++) {
            segmentOfHead[head] = lastStart(head * CARDS_OF_A_HEAD, 0, starts.length);
        }
    }

    /** The partner's name, nothing where no route holds the card. */
    public Optional<String> partnerFor(Pan pan) {
        String digits = pan.digits();
        int known = Math.min(Route.LONGEST, digits.length());
        long low = 0;
        for (int i = 0; i < known; i++) {
            low = low * 10 + digits.charAt(i) - '0';
        }
        return known == Route.LONGEST ? partners.get(segment(low)) : ofShort(low, known);
    }

    /** A number of under eleven digits stands for all that begin with it: a route must hold every one of them. */
    private Optional<String> ofShort(long prefix, int digits) {
        long low = prefix;
        long high = prefix;
        for (int i = digits; i < Route.LONGEST; i++) {
            low = low * 10;
            high = high * 10 + 9;
        }
        CardRange range = narrowest.get(segment(low));
        while (!range.holds(low, high)) {
            range = range.around().orElseThrow();
        }
        return range.partner();
    }

    private int segment(long number) {
        int head = (int) (number / CARDS_OF_A_HEAD);
        int from = segmentOfHead[head];
        return lastStart(number, from, segmentOfHead[head + 1] - from + 1);
    }

    /** The last of some segments that begins at or before a number. Halves without a branch to be guessed wrong. */
    private int lastStart(long number, int from, int count) {
        int at = from;
        for (int left = count; left > 1; ) {
            int half = left >>> 1;
            at += starts[at + half] <= number ? half : 0;
            left -= half;
        }
        return at;
    }
}
