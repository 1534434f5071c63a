package org.pointwork.hsm.card;

/** Decimal digits in ASCII and two to a byte. */
final class Digits {
    private Digits() {}

    static boolean areDigits(byte[] ascii) {
        for (byte b : ascii) {
            if (b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }

    /** Two to a byte; an even number of digits. */
    static byte[] packed(byte[] ascii) {
        byte[] packed = new byte[ascii.length / 2];
        for (int i = 0; i < ascii.length; i++) {
            packed[i / 2] |= (byte) (ascii[i] - '0' << (i % 2 == 0 ? 4 : 0));
        }
        return packed;
    }

    /** The last ones, with zeros before them where there are too few. */
    static byte[] last(int count, byte[] ascii) {
        byte[] last = new byte[count];
        for (int i = 0; i < count; i++) {
            int from = ascii.length - count + i;
            last[i] = from < 0 ? (byte) '0' : ascii[from];
        }
        return last;
    }

    /**
     * The first decimal digits among hex digits; where there are fewer, the letters A to F fill up as 0 to 5: how hashes
     * and MACs become digits everywhere.
     */
    static byte[] decimals(int count, byte[] hex) {
        byte[] found = new byte[count];
        int next = 0;
        for (int offset : new int[] {0, 10}) {
            for (int i = 0; i < 2 * hex.length && next < count; i++) {
                int digit = (hex[i / 2] >> (i % 2 == 0 ? 4 : 0) & 0xF) - offset;
                if (digit >= 0 && digit < 10) {
                    found[next++] = (byte) ('0' + digit);
                }
            }
        }
        return found;
    }
}
