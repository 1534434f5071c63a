package org.pointwork.iso8583;

import java.util.Locale;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;

/**
 * What of an element a person may see, as its row of the specification says. An allow-list: an element that is not
 * marked, or does not hold what it should, is a length and nothing else.
 */
enum Shown {
    NO,
    /** All but what looks like a card number. */
    YES,
    /** First six and last four digits. */
    PAN,
    /** DE 90 of 1987, in its parts. */
    ORIGINAL,
    /** DE 54, where it holds amounts and nothing else. */
    AMOUNTS;

    private static final int SHORTEST_PAN_RUN = 13;

    /** @throws IllegalArgumentException where a specification names none of these */
    static Shown named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    static String value(Element element, Fields fields) {
        return fields.isBinary(element.de())
                ? "hidden"
                : element.shown().value(element.rule(), fields.text(element.de()));
    }

    /** What of a text under this may be seen: nothing where it breaks its rule. */
    String value(Rule rule, String text) {
        if (!rule.holds(text)) {
            return "hidden";
        }
        return switch (this) {
            case NO -> "hidden";
            case YES -> quoted(withoutCardNumbers(text));
            case PAN -> Pan.isPan(text) ? new Pan(text).masked() : "hidden";
            case ORIGINAL -> original(text);
            case AMOUNTS -> areAmounts(text) ? text : "hidden";
        };
    }

    /** DE 90 in its parts: MTI, STAN, DE 7, DE 32, DE 33. */
    private static String original(String digits) {
        if (digits.length() != 42) {
            return "hidden";
        }
        return String.join(
                " ",
                digits.substring(0, 4),
                digits.substring(4, 10),
                digits.substring(10, 20),
                digits.substring(20, 31),
                digits.substring(31));
    }

    /** DE 54: account type, amount type, currency, C or D, twelve digits, up to six times. */
    private static boolean areAmounts(String text) {
        boolean whole = text.length() % 20 == 0;
        for (int i = 0; whole && i < text.length(); i++) {
            char c = text.charAt(i);
            whole = i % 20 == 7 ? c == 'C' || c == 'D' : c >= '0' && c <= '9';
        }
        return whole;
    }

    /** A card number typed where a name belongs, spaced or dashed or not, keeps its last four digits. */
    private static String withoutCardNumbers(String text) {
        StringBuilder shown = new StringBuilder(text);
        int start = 0;
        while (start < text.length()) {
            int end = endOfRun(text, start);
            if (significantDigits(text, start, end) >= SHORTEST_PAN_RUN) {
                hide(shown, start, end);
            }
            start = Math.max(end, start + 1);
        }
        return shown.toString();
    }

    private static int endOfRun(String text, int start) {
        int end = start;
        while (end < text.length() && (isDigit(text.charAt(end)) || " -.".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    /** No card number begins with 0, so a padded amount is not taken for one. */
    private static int significantDigits(String text, int start, int end) {
        int digits = 0;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            digits += isDigit(c) && (digits > 0 || c != '0') ? 1 : 0;
        }
        return digits;
    }

    private static void hide(StringBuilder text, int start, int end) {
        int kept = 0;
        for (int i = end - 1; i >= start; i--) {
            if (isDigit(text.charAt(i)) && ++kept > 4) {
                text.setCharAt(i, '*');
            }
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** In quotes where blanks would be lost, and with nothing a terminal would obey. */
    private static String quoted(String text) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? String.valueOf(c) : String.format("\\x%02X", (int) c));
        }
        return text.indexOf(' ') < 0 ? shown.toString() : "\"" + shown + "\"";
    }
}
