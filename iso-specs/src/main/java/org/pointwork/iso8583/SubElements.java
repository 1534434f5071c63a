package org.pointwork.iso8583;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * How an element is made of sub-elements that each say what they are and how long: what a network adds to ISO 8583, the
 * verification value of a card and the flags of a stored one among it. Two patterns say what comes before all of them and
 * before each:
 *
 * <pre>
 *  T  a character of the tag      N  any digit      _  a blank
 *  L  a digit of the length       ?  anything       all else stands for itself
 * </pre>
 *
 * One that is not described is carried and not looked into. Judged in requests and advices of payments alone: an approval is
 * not thrown away for what the issuer added to it, and other messages have other things there.
 *
 * @param lead before the first
 * @param each before the value of each
 * @param known what is described, by tag
 */
record SubElements(String lead, String each, Map<String, Known> known) {
    private static final char TAG = 'T';
    private static final char LENGTH = 'L';

    /**
     * One that is described.
     *
     * @param within what it is made of itself
     */
    record Known(
            String tag, int shortest, int longest, Rule rule, Shown shown, String name, Optional<SubElements> within) {}

    /** One that was there, described, and is what it should be. */
    record Found(String path, Known known, String value) {}

    SubElements {
        known = Map.copyOf(known);
        if (count(each, TAG) == 0 || count(each, LENGTH) == 0 || count(each, LENGTH) > 5) {
            throw new IllegalArgumentException("\"each\" has a T for its tag and one to five L for its length");
        }
    }

    private static int count(String pattern, char place) {
        return (int) pattern.chars().filter(c -> c == place).count();
    }

    /** Requests and advices of payments: in answers and other messages these elements may hold other things. */
    static boolean concerns(Mti canonical) {
        return canonical.asks() && (canonical.messageClass() == '1' || canonical.messageClass() == '2');
    }

    /** @throws FormatException naming the first that is broken: {@code DE 48.92} */
    static void check(Dialect dialect, Mti canonical, Fields fields) throws FormatException {
        if (!concerns(canonical)) {
            return;
        }
        for (Map.Entry<Integer, SubElements> element : dialect.subElements().entrySet()) {
            int de = element.getKey();
            if (fields.has(de)) {
                element.getValue().read(de, "DE " + de, fields.text(de));
            }
        }
    }

    /**
     * Those that are described, in their order.
     *
     * @param de the element that it is all in
     * @throws FormatException where it is not made as this says, naming none but what is described: anything else may be part
     *     of a card number
     */
    List<Found> read(int de, String path, String text) throws FormatException {
        if (!fits(lead, text, 0)) {
            throw new FormatException(de, path, "does not begin as it should before its sub-elements");
        }
        List<Found> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int at = lead.length();
        while (at < text.length()) {
            if (!fits(each, text, at)) {
                throw new FormatException(de, path, "has no sub-element at character " + at);
            }
            String tag = part(TAG, text, at);
            int length = Integer.parseInt(part(LENGTH, text, at));
            at += each.length();
            if (length > text.length() - at) {
                throw new FormatException(de, path, "ends within a sub-element");
            }
            if (!seen.add(tag)) {
                throw new FormatException(de, path, "has a sub-element twice");
            }
            if (known.containsKey(tag)) {
                judge(de, path, known.get(tag), text.substring(at, at + length), found);
            }
            at += length;
        }
        return found;
    }

    private static void judge(int de, String above, Known known, String value, List<Found> into)
            throws FormatException {
        String path = above + '.' + known.tag();
        if (value.length() < known.shortest() || value.length() > known.longest()) {
            throw new FormatException(de, path, "has not the length that it may have");
        }
        if (!known.rule().holds(value)) {
            throw new FormatException(de, path, known.rule().otherwise());
        }
        into.add(new Found(path, known, value));
        if (known.within().isPresent()) {
            into.addAll(known.within().get().read(de, path, value));
        }
    }

    /** What comes before the value of one. */
    String before(String tag, int length) {
        int tagDigit = 0;
        String lengthDigits = ("%0" + count(each, LENGTH) + "d").formatted(length);
        int lengthDigit = 0;
        StringBuilder before = new StringBuilder();
        for (char c : each.toCharArray()) {
            before.append(
                    switch (c) {
                        case TAG -> tag.charAt(tagDigit++);
                        case LENGTH -> lengthDigits.charAt(lengthDigit++);
                        case 'N' -> '0';
                        case '_' -> ' ';
                        default -> c;
                    });
        }
        return before.toString();
    }

    private String part(char place, String text, int at) {
        StringBuilder part = new StringBuilder();
        for (int i = 0; i < each.length(); i++) {
            if (each.charAt(i) == place) {
                part.append(text.charAt(at + i));
            }
        }
        return part.toString();
    }

    private static boolean fits(String pattern, String text, int at) {
        boolean fits = pattern.length() <= text.length() - at;
        for (int i = 0; fits && i < pattern.length(); i++) {
            char c = text.charAt(at + i);
            fits = switch (pattern.charAt(i)) {
                case 'N', LENGTH -> c >= '0' && c <= '9';
                case TAG -> c > ' ' && c <= '~';
                case '?' -> true;
                case '_' -> c == ' ';
                default -> c == pattern.charAt(i);
            };
        }
        return fits;
    }
}
