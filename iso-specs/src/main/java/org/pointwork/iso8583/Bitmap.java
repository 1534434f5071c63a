package org.pointwork.iso8583;

import org.pointwork.model.Fields;

/**
 * Which elements a message says it carries (ISO 8583:1987, 4.2).
 *
 * @param first elements 1 to 64, element 1 in the highest bit, which says that there is a second bitmap
 * @param second elements 65 to 128 likewise, 0 where there is no second bitmap
 */
record Bitmap(long first, long second) {
    static final long SECOND_FOLLOWS = 1L << 63;

    /** Of elements 2 to 128: element 1 is the bit that this sets itself. */
    static Bitmap of(Fields fields) {
        long elements = fields.first() & ~SECOND_FOLLOWS;
        return fields.second() == 0 ? new Bitmap(elements, 0) : new Bitmap(elements | SECOND_FOLLOWS, fields.second());
    }

    boolean has(int de) {
        long half = de <= 64 ? first : second;
        return (half >>> (64 - de & 63) & 1) == 1;
    }

    /** The last element that may be there, for loops. */
    int highest() {
        return second == 0 ? 64 : 128;
    }

    boolean hasSecond() {
        return (first & SECOND_FOLLOWS) != 0;
    }
}
