package org.pointwork.iso8583;

import org.pointwork.model.Fields;

/**
 * What an element may hold, beyond its length (ISO 8583:1987, 4.3). jPOS unpacks a letter in an amount or the 30th of
 * February without a word; every element is judged here once, by the rule in its row of the specification.
 */
final class FieldRules {
    private FieldRules() {}

    /** @throws FormatException naming the first element that breaks its rule */
    static void check(Dialect dialect, Fields fields) throws FormatException {
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (!allows(dialect.element(de), fields)) {
                throw new FormatException(de, dialect.element(de).rule().otherwise());
            }
        }
    }

    /** Without the elements that break their rule: what is left can be relied on, and answered. */
    static Fields onlyPossible(Dialect dialect, Fields fields) {
        Fields.Editor possible = fields.edit();
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (!allows(dialect.element(de), fields)) {
                possible.drop(de);
            }
        }
        return possible.done();
    }

    static boolean allows(Element element, Fields fields) {
        return element.rule() == Rule.ANY
                || fields.isBinary(element.de())
                || element.rule().holds(fields.text(element.de()));
    }
}
