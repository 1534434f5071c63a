package org.pointwork.route;

import java.util.Optional;
import org.pointwork.model.Digits;

/**
 * One entry of {@code routes.yml}: cards with a prefix, or whose first eleven digits are from one number to another.
 *
 * @param prefix one to eleven digits; absent where there is a range
 * @param from eleven digits, the first of the range; absent where there is a prefix
 * @param to eleven digits, the last of the range, itself in it
 * @param partner who issued these cards
 */
public record Route(Optional<String> prefix, Optional<String> from, Optional<String> to, String partner) {
    /** The digits of a card number that can tell its issuer: 11 at most (ISO/IEC 7812-1). */
    static final int LONGEST = 11;

    public Route {
        boolean isPrefix = prefix.isPresent() && from.isEmpty() && to.isEmpty();
        boolean isRange = prefix.isEmpty() && from.isPresent() && to.isPresent();
        if (!isPrefix && !isRange) {
            throw new IllegalArgumentException("a route has a prefix, or from and to");
        }
        prefix.ifPresent(digits -> check(digits, 1, "a prefix has 1 to 11 digits"));
        from.ifPresent(digits -> check(digits, LONGEST, "from has 11 digits"));
        to.ifPresent(digits -> check(digits, LONGEST, "to has 11 digits"));
        if (isRange && from.get().compareTo(to.get()) > 0) {
            throw new IllegalArgumentException("from " + from.get() + " is after to " + to.get());
        }
    }

    public static Route ofPrefix(String prefix, String partner) {
        return new Route(Optional.of(prefix), Optional.empty(), Optional.empty(), partner);
    }

    public static Route ofRange(String from, String to, String partner) {
        return new Route(Optional.empty(), Optional.of(from), Optional.of(to), partner);
    }

    long first() {
        return Long.parseLong(
                prefix.map(digits -> filled(digits, '0')).or(() -> from).orElseThrow());
    }

    long last() {
        return Long.parseLong(
                prefix.map(digits -> filled(digits, '9')).or(() -> to).orElseThrow());
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
