package org.pointwork.bench.load;

/**
 * Finds elements in a packed ISO 8583:1987 ASCII message (jPOS's ISO87APackager) without unpacking it: both ends of a
 * benchmark have to cost far less than what is measured between them. Only for messages of our own making, which are not
 * checked.
 */
public final class Iso87 {
    private static final int BITMAP = 4;
    private static final int BITMAP_DIGITS = 16;
    private static final int LL = -2;
    private static final int LLL = -3;

    /** Characters of element 2 and up to 64; LL and LLL where the message says. */
    private static final int[] LENGTHS = {
        LL, 6, 12, 12, 12, 10, 8, 8, 8, 6, 6, 4, 4, 4, 4, 4, 4, 3, 3, 3, 3, 3, 3, 2, 2, 1, 9, 9, 9, 9, LL, LL, LL, LL,
        LLL, 12, 6, 2, 3, 8, 15, 40, LL, LL, LLL, LLL, LLL, 3, 3, 3, 16, 16, LLL, LLL, LLL, LLL, LLL, LLL, LLL, LLL,
        LLL, LLL, 16
    };

    private Iso87() {}

    /** Whether the bitmap has an element: 1 to 64, or to 128 where it has the first. */
    public static boolean has(byte[] message, int element) {
        int bit = element - 1;
        return (Character.digit(message[BITMAP + bit / 4], 16) & 8 >> bit % 4) != 0;
    }

    /** Sets or clears the bit of an element of that bitmap. */
    public static void mark(byte[] message, int element, boolean present) {
        int bit = element - 1;
        int at = BITMAP + bit / 4;
        int digit = Character.digit(message[at], 16);
        int mask = 8 >> bit % 4;
        message[at] = (byte) Character.toUpperCase(Character.forDigit(present ? digit | mask : digit & ~mask, 16));
    }

    /**
     * Where an element's value begins, or would begin if it were present; a length prefix comes before.
     *
     * @param element 2 to 64
     */
    public static int offset(byte[] message, int element) {
        int at = BITMAP + (has(message, 1) ? 2 : 1) * BITMAP_DIGITS;
        for (int de = 2; de < element; de++) {
            if (has(message, de)) {
                at += size(message, at, LENGTHS[de - 2]);
            }
        }
        int own = LENGTHS[element - 2];
        return own < 0 && has(message, element) ? at - own : at;
    }

    private static int size(byte[] message, int at, int length) {
        if (length > 0) {
            return length;
        }
        int digits = -length;
        return digits + (int) number(message, at, digits);
    }

    /** Digits as a number; what is no digit makes a wrong one. */
    public static long number(byte[] message, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + message[i] - '0';
        }
        return number;
    }

    /** Writes a number as that many digits, zeros in front. */
    public static void putNumber(byte[] message, int at, int digits, long number) {
        long rest = number;
        for (int i = at + digits - 1; i >= at; i--) {
            message[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
