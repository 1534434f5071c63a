package org.pointwork.iso8583;

import java.util.Arrays;
import org.pointwork.model.Fields;

/**
 * What an element may hold, beyond its length (ISO 8583:1987, 4.3). jPOS unpacks a letter in an amount or the 30th of
 * February without a word; every element is judged here once. DE 42 and 43 are free: what merchants write is kept as it is.
 */
final class FieldRules {
    private static final int HIGHEST = 128;
    private static final Rule[] RULES = new Rule[HIGHEST + 1];

    static {
        Arrays.fill(RULES, Rule.ANY);
        set(Rule.NUMERIC, 2, 3, 4, 5, 6, 8, 9, 10, 11, 32, 33, 53, 99, 100);
        set(Rule.UTC_TIME, 7);
        set(Rule.TIME, 12);
        set(Rule.DATE, 13, 15, 16, 17);
        set(Rule.EXPIRY, 14);
        Arrays.fill(RULES, 18, 28, Rule.NUMERIC);
        set(Rule.SIGNED, 28, 29, 30, 31, 97);
        set(Rule.TRACK2, 35);
        set(Rule.PRINTABLE, 37, 38, 39, 40, 41);
        set(Rule.CURRENCY, 49, 50, 51);
        set(Rule.CHIP_DATA, 55);
        Arrays.fill(RULES, 66, 91, Rule.NUMERIC);
    }

    private FieldRules() {}

    private static void set(Rule rule, int... elements) {
        for (int de : elements) {
            RULES[de] = rule;
        }
    }

    /** @throws FormatException naming the first element that breaks its rule */
    static void check(Fields fields) throws FormatException {
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (!allows(de, fields)) {
                throw new FormatException(de, RULES[de].otherwise());
            }
        }
    }

    /** Without the elements that break their rule: what is left can be relied on, and answered. */
    static Fields onlyPossible(Fields fields) {
        Fields.Editor possible = fields.edit();
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (!allows(de, fields)) {
                possible.drop(de);
            }
        }
        return possible.done();
    }

    static Rule of(int de) {
        return RULES[de];
    }

    static boolean allows(int de, Fields fields) {
        return !fields.has(de) || fields.isBinary(de) || RULES[de].holds(fields.text(de));
    }
}
