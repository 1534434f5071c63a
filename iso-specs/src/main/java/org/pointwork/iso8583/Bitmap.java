package org.pointwork.iso8583;

/**
 * Which elements a message says it carries (ISO 8583:1987, 4.2).
 *
 * @param first elements 1 to 64, element 1 in the highest bit
 * @param second elements 65 to 128 likewise, 0 where there is no second bitmap
 * @param end offset of the byte after it
 */
record Bitmap(long first, long second, int end) {
    boolean has(int de) {
        long half = de <= 64 ? first : second;
        return (half >>> (64 - de & 63) & 1) == 1;
    }

    /** The last element that may be there, for loops. */
    int highest() {
        return second == 0 ? 64 : 128;
    }
}
