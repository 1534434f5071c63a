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

    static Bitmap of(Fields fields) {
        long first = 0;
        long second = 0;
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            long bit = SECOND_FOLLOWS >>> de - 1; // a shift counts modulo 64
            first |= de <= 64 ? bit : SECOND_FOLLOWS;
            second |= de <= 64 ? 0 : bit;
        }
        return new Bitmap(first, second);
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
