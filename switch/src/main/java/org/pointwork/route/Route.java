package org.pointwork.route;

import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.model.Digits;

/**
 * One entry of {@code routes.yml}: cards with a prefix, or whose first digits are from one number to another.
 *
 * @param prefix 1 to 19 digits; absent where there is a range
 * @param from 11 to 19 digits, the first of the range; absent where there is a prefix
 * @param to 11 to 19 digits, the last of the range, itself in it
 * @param partner who gets these cards' payments; absent where a plan says
 * @param plan the name of the plan that says who gets them
 * @param product what the scheme calls these cards, {@code debit} or {@code prepaid}, for the plan's rules
 */
public record Route(
        Optional<String> prefix,
        Optional<String> from,
        Optional<String> to,
        Optional<String> partner,
        Optional<String> plan,
        Optional<String> product) {
    /** The digits by which most issuers are told apart (ISO/IEC 7812-1: 11 at most). */
    static final int USUAL = 11;

    /** All the digits that a card can have. */
    static final int LONGEST = 19;

    public Route {
        boolean isPrefix = prefix.isPresent() && from.isEmpty() && to.isEmpty();
        boolean isRange = prefix.isEmpty() && from.isPresent() && to.isPresent();
        if (!isPrefix && !isRange) {
            throw new IllegalArgumentException("a route has a prefix, or from and to");
        }
        if (partner.isPresent() == plan.isPresent()) {
            throw new IllegalArgumentException("a route has a partner, or a plan");
        }
        prefix.ifPresent(digits -> check(digits, 1, "a prefix has 1 to 19 digits"));
        from.ifPresent(digits -> check(digits, USUAL, "from has 11 to 19 digits"));
        to.ifPresent(digits -> check(digits, USUAL, "to has 11 to 19 digits"));
        if (isRange && filled(from.get(), '0').compareTo(filled(to.get(), '9')) > 0) {
            throw new IllegalArgumentException("from " + from.get() + " is after to " + to.get());
        }
    }

    public static Route ofPrefix(String prefix, String partner) {
        return new Route(
                Optional.of(prefix),
                Optional.empty(),
                Optional.empty(),
                Optional.of(partner),
                Optional.empty(),
                Optional.empty());
    }

    public static Route ofRange(String from, String to, String partner) {
        return new Route(
                Optional.empty(),
                Optional.of(from),
                Optional.of(to),
                Optional.of(partner),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it tells cards apart by more than their first eleven digits. */
    boolean isLong() {
        return Stream.of(prefix, from, to).flatMap(Optional::stream).anyMatch(digits -> digits.length() > USUAL);
    }

    /** The first card's digits, as many as asked for. */
    String first(int digits) {
        return filled(prefix.or(() -> from).orElseThrow(), '0').substring(0, digits);
    }

    /** The last card's. */
    String last(int digits) {
        return filled(prefix.or(() -> to).orElseThrow(), '9').substring(0, digits);
    }

    /** As an operator finds it in the file. */
    public String label() {
        return prefix.map(digits -> "prefix " + digits)
                .orElseGet(() -> "from " + from.orElse("") + " to " + to.orElse(""));
    }

    private static String filled(String digits, char with) {
        return digits + String.valueOf(with).repeat(LONGEST - digits.length());
    }

    private static void check(String digits, int fewest, String rule) {
        if (digits.length() < fewest || digits.length() > LONGEST || !Digits.only(digits)) {
            throw new IllegalArgumentException(rule + ", not \"" + digits + "\"");
        }
    }
}
