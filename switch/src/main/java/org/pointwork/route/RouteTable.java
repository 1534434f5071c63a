package org.pointwork.route;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pointwork.model.Pan;

/**
 * Where a card's payments go: as the longest prefix of its number says, or the narrowest range that holds it. Looking
 * one up is a binary search in an array and makes no garbage; where the card alone decides, so does the decision.
 */
public final class RouteTable {
    private final String version;
    private final ZoneId zone;
    private final int size;
    private final CardKeys keys;
    private final int[] segmentOfHead = new int[CardKeys.HEADS + 1]; // by four digits: where the first such card is
    private final long[] starts; // of segments side by side, in order
    private final List<CardRange> narrowest; // over each of them
    private final List<Optional<CardRange.Choice>> choices; // of each of these, at hand

    /** A table without plans. */
    public RouteTable(List<Route> routes) {
        this("", routes, List.of(), ZoneOffset.UTC);
    }

    /**
     * @param version tells this table from every other, in the history of transactions
     * @param zone where rules about days and hours look at the clock
     * @throws IllegalArgumentException where two routes are one range, or overlap and neither lies within the other; or
     *     one names a plan that there is not
     */
    public RouteTable(String version, List<Route> routes, List<Plan> plans, ZoneId zone) {
        this.version = version;
        this.zone = zone;
        this.size = routes.size();
        this.keys = new CardKeys(routes.stream().anyMatch(Route::isLong) ? Route.LONGEST : Route.USUAL);
        Segments segments = new Segments(routes, keys, new Choices(version, plans, zone));
        starts = segments.starts();
        narrowest = segments.narrowest();
        choices = narrowest.stream().map(CardRange::chosen).toList();
        for (int head = 0; head < CardKeys.HEADS; head++) {
            segmentOfHead[head] = lastStart(keys.firstOfHead(head), 0, starts.length);
        }
        segmentOfHead[CardKeys.HEADS] = starts.length - 1;
    }

    /**
     * Where a payment goes, nothing where no route and no rule is for it.
     *
     * @param reachable whether a partner has a link that is ready; asked only where there is a choice
     */
    public Optional<Routed> decide(Pan pan, Payment payment, Predicate<String> reachable) {
        return decide(pan, payment, reachable, Why.UNASKED);
    }

    /** As {@link #decide}, telling how it comes about. */
    public Optional<Routed> decide(Pan pan, Payment payment, Predicate<String> reachable, Why why) {
        Optional<CardRange.Choice> choice = choice(pan);
        if (choice.isEmpty()) {
            why.step(() -> "no route holds the card");
            return Optional.empty();
        }
        return switch (choice.get()) {
            case CardRange.Choice.Fixed fixed -> {
                why.step(() -> fixed.label() + " of " + size + " routes is the narrowest that holds the card");
                why.step(() -> "it has one partner, whatever the payment: "
                        + fixed.decision().get().partner());
                yield fixed.decision();
            }
            case CardRange.Choice.Planned planned -> {
                why.step(() -> planned.label() + " of " + size + " routes is the narrowest that holds the card");
                yield planned.rules().decide(planned.label(), pan, payment, reachable, why);
            }
        };
    }

    public String version() {
        return version;
    }

    /** Where its rules look at the clock. */
    public ZoneId zone() {
        return zone;
    }

    /** How many routes it has. */
    public int size() {
        return size;
    }

    private Optional<CardRange.Choice> choice(Pan pan) {
        String number = pan.digits();
        int known = Math.min(keys.digits(), number.length());
        long value = CardKeys.value(number, known);
        if (known == Route.USUAL && keys.digits() == Route.USUAL) {
            return choices.get(segment(CardKeys.head(number), value + Long.MIN_VALUE));
        }
        return ofShort(number, value, known);
    }

    /** Fewer digits than routes look at stand for all that begin with them: a route must hold every one of them. */
    private Optional<CardRange.Choice> ofShort(String number, long value, int known) {
        long low = keys.lowest(value, known);
        long high = keys.highest(value, known);
        CardRange range = narrowest.get(segment(CardKeys.head(number), low));
        while (!range.holds(low, high)) {
            range = range.around().orElseThrow();
        }
        return range.chosen();
    }

    private int segment(int head, long key) {
        int from = segmentOfHead[head];
        return lastStart(key, from, segmentOfHead[head + 1] - from + 1);
    }

    /** The last of some segments that begins at or before a key. Halves without a branch to be guessed wrong. */
    private int lastStart(long key, int from, int count) {
        int at = from;
        for (int left = count; left > 1; ) {
            int half = left >>> 1;
            at += starts[at + half] <= key ? half : 0;
            left -= half;
        }
        return at;
    }
}
