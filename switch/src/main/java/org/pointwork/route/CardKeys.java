package org.pointwork.route;

/**
 * Card numbers as numbers that a table is ordered by: their first 11 digits, or all 19 where a route looks at more than
 * 11. Nineteen digits need all 64 bits, so keys begin at the smallest long, and their order is that of the digits.
 *
 * @param digits 11 or 19
 */
record CardKeys(int digits) {
    /** Of four digits, by which a search begins. */
    static final int HEADS = 10_000;

    private static final int HEAD_DIGITS = 4;

    long key(String number) {
        return Long.parseUnsignedLong(number) + Long.MIN_VALUE;
    }

    /** The first key whose card begins with these four digits; for 10,000 the one after all. */
    long firstOfHead(int head) {
        long cards = 1;
        for (int i = HEAD_DIGITS; i < digits; i++) {
            cards *= 10;
        }
        return head * cards + Long.MIN_VALUE;
    }

    static int head(String number) {
        return (int) value(number, HEAD_DIGITS);
    }

    /** The number that a card's first digits make. */
    static long value(String number, int count) {
        long value = 0;
        for (int i = 0; i < count; i++) {
            value = value * 10 + number.charAt(i) - '0';
        }
        return value;
    }

    /** The key of the first number that begins with some digits. */
    long lowest(long value, int known) {
        long low = value;
        for (int i = known; i < digits; i++) {
            low = low * 10;
        }
        return low + Long.MIN_VALUE;
    }

    /** The key of the last one. */
    long highest(long value, int known) {
        long high = value;
        for (int i = known; i < digits; i++) {
            high = high * 10 + 9;
        }
        return high + Long.MIN_VALUE;
    }
}
