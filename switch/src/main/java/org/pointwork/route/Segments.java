package org.pointwork.route;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts ranges that lie within one another into segments side by side, each with the narrowest range over it:
 *
 * <pre>
 *  4            |-------------------------|
 *  400000         |------|   |-----|
 *  40000012         |--|
 *  segments   0 | 1 |2 |1| 1 |  3  |  1   | 0
 * </pre>
 */
final class Segments {
    private final List<CardRange> narrowest = new ArrayList<>();
    private final List<Long> starts = new ArrayList<>();
    private final Deque<CardRange> open = new ArrayDeque<>();
    private final Choices choices;

    /** A route and its ends as keys. */
    private record Keyed(Route route, long first, long last) {}

    /** @throws IllegalArgumentException where two routes are one range, or overlap and neither lies within the other */
    Segments(List<Route> routes, CardKeys keys, Choices choices) {
        this.choices = choices;
        begin(CardRange.ALL.first(), CardRange.ALL);
        open.push(CardRange.ALL);
        routes.stream()
                .map(route ->
                        new Keyed(route, keys.key(route.first(keys.digits())), keys.key(route.last(keys.digits()))))
                .sorted(Comparator.comparingLong(Keyed::first)
                        .thenComparing(Comparator.comparingLong(Keyed::last).reversed()))
                .forEach(this::enter);
        leaveBefore(Long.MAX_VALUE);
    }

    long[] starts() {
        return starts.stream().mapToLong(Long::longValue).toArray();
    }

    List<CardRange> narrowest() {
        return List.copyOf(narrowest);
    }

    private void enter(Keyed keyed) {
        leaveBefore(keyed.first());
        CardRange around = open.peek();
        String label = keyed.route().label();
        if (around.first() == keyed.first() && around.last() == keyed.last()) {
            throw new IllegalArgumentException(
                    label.equals(around.label())
                            ? label + " stands twice in routes.yml"
                            : around.label() + " and " + label + " in routes.yml are the same range");
        }
        if (!around.holds(keyed.first(), keyed.last())) {
            throw new IllegalArgumentException(
                    around.label() + " and " + label + " in routes.yml overlap, and neither lies within the other");
        }
        CardRange range = new CardRange(
                keyed.first(), keyed.last(), Optional.of(choices.of(keyed.route(), label)), label, Optional.of(around));
        begin(range.first(), range);
        open.push(range);
    }

    private void leaveBefore(long first) {
        while (open.peek().last() < first) {
            long end = open.pop().last();
            begin(end + 1, open.peek());
        }
    }

    /** What begins later at the same place is what counts there. */
    private void begin(long start, CardRange range) {
        int last = starts.size() - 1;
        if (last >= 0 && starts.get(last) == start) {
            narrowest.set(last, range);
        } else {
            starts.add(start);
            narrowest.add(range);
        }
    }
}
