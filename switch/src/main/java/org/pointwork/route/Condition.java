package org.pointwork.route;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One thing that must hold for a rule to be a payment's.
 *
 * @param what for people
 */
public record Condition(String what, Predicate<Payment> test) {
    public boolean holds(Payment payment) {
        return test.test(payment);
    }

    static <T extends Comparable<? super T>> Condition oneOf(String name, Set<T> values, Function<Payment, T> value) {
        Set<T> wanted = Set.copyOf(values);
        return new Condition(name + " of " + new TreeSet<>(values), payment -> wanted.contains(value.apply(payment)));
    }

    /** @param patterns whole values, or beginnings that end in a star */
    static Condition like(String name, List<String> patterns, Function<Payment, String> value) {
        Set<String> whole = patterns.stream()
                .filter(pattern -> !pattern.endsWith("*"))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        List<String> beginnings = patterns.stream()
                .filter(pattern -> pattern.endsWith("*"))
                .map(pattern -> pattern.substring(0, pattern.length() - 1))
                .toList();
        return new Condition(name + " of " + patterns, payment -> {
            String text = value.apply(payment);
            return whole.contains(text) || beginnings.stream().anyMatch(text::startsWith);
        });
    }
}
