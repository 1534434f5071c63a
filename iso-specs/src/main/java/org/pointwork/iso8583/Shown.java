package org.pointwork.iso8583;

import java.util.BitSet;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;

/**
 * What of an element a person may see. An allow-list: an element that is not on it, or does not hold what it should,
 * is a length and nothing else.
 */
final class Shown {
    private static final int PAN = 2;
    private static final int ADDITIONAL_AMOUNTS = 54;
    private static final int ORIGINAL = 90;
    private static final int SHORTEST_PAN_RUN = 13;
    private static final BitSet BY_RULE = new BitSet();
    private static final BitSet TEXT = new BitSet();

    static {
        BY_RULE.set(3, 14);
        BY_RULE.set(15, 34);
        BY_RULE.set(49, 52);
        BY_RULE.set(66, ORIGINAL);
        BY_RULE.set(97);
        BY_RULE.set(99, 101);
        TEXT.set(37, 40);
        TEXT.set(41, 44);
    }

    private Shown() {}

    static String value(int de, Fields fields) {
        String text = fields.text(de);
        if (fields.isBinary(de) || !FieldRules.allows(de, fields)) {
            return "hidden";
        }
        if (de == PAN) {
            return Pan.isPan(text) ? new Pan(text).masked() : "hidden";
        }
        if (de == ORIGINAL) {
            return original(text);
        }
        if (de == ADDITIONAL_AMOUNTS) {
            return areAmounts(text) ? text : "hidden";
        }
        boolean harmless = TEXT.get(de) || BY_RULE.get(de) && FieldRules.of(de) != Rule.ANY;
        return harmless ? quoted(withoutCardNumbers(text)) : "hidden";
    }

    /** DE 90 in its parts: MTI, STAN, DE 7, DE 32, DE 33. */
    private static String original(String digits) {
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
