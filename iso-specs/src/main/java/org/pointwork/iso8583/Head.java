package org.pointwork.iso8583;

import java.util.Locale;
import org.pointwork.model.Mti;

/**
 * Where MTI and bitmap stand, and how they are written; {@link StructureCheck} reads them.
 *
 * <pre>
 *  ascii, hex                                  bcd, bits
 *  +------+----------------+----------------+  +-----+--------+--------+
 *  | 0200 | C23864...      | 000000...      |  | MTI | bitmap | second |
 *  |  4   | 16 hexadecimal | 16, where used |  |  2  |   8    |   8    |
 *  +------+----------------+----------------+  +-----+--------+--------+
 * </pre>
 *
 * @param mti how the message type is coded; NONE in an element that is made of parts
 * @param bitmap how the bitmap is coded
 * @param bothHalves whether the second half is always there, and no bit says so
 */
record Head(MtiForm mti, BitmapForm bitmap, boolean bothHalves) {
    enum MtiForm {
        ASCII(4),
        EBCDIC(4),
        BCD(2),
        NONE(0);

        private final int bytes;

        MtiForm(int bytes) {
            this.bytes = bytes;
        }

        static MtiForm named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    enum BitmapForm {
        HEX(16),
        EBCDIC_HEX(16),
        BITS(8);

        private final int halfBytes;

        BitmapForm(int halfBytes) {
            this.halfBytes = halfBytes;
        }

        static BitmapForm named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        int halfBytes() {
            return halfBytes;
        }
    }

    int mtiBytes() {
        return mti.bytes;
    }

    int bitmapBytes(Bitmap of) {
        return bothHalves || of.hasSecond() ? 2 * bitmap.halfBytes : bitmap.halfBytes;
    }

    /** Whether all of it can be typed on an ASCII terminal. */
    boolean isAscii() {
        return mti == MtiForm.ASCII && bitmap == BitmapForm.HEX;
    }

    /**
     * @param digits the message type in its own edition; not looked at where this head has none
     * @return where the first element begins
     */
    int write(Mti digits, Bitmap of, byte[] into) {
        switch (mti) {
            case ASCII -> Coding.putText(digits.digits(), 0, into, 0);
            case EBCDIC -> {
                Coding.putText(digits.digits(), 0, into, 0);
                Ebcdic.recode(into, 0, mti.bytes);
            }
            case BCD -> Coding.putBcd(digits.digits(), 0, false, into, 0);
            case NONE -> {
                // an element made of parts begins with its bitmap
            }
        }
        int end = mtiBytes() + bitmapBytes(of);
        writeHalf(bothHalves ? of.first() & ~Bitmap.SECOND_FOLLOWS : of.first(), into, mtiBytes());
        if (bothHalves || of.hasSecond()) {
            writeHalf(of.second(), into, end - bitmap.halfBytes);
        }
        return end;
    }

    private void writeHalf(long bits, byte[] into, int offset) {
        boolean plain = bitmap == BitmapForm.BITS;
        int width = plain ? 8 : 4;
        int end = offset + bitmap.halfBytes;
        long left = bits;
        for (int i = end - 1; i >= offset; i--) {
            into[i] = plain ? (byte) left : Coding.hexDigit((int) left & 0x0F);
            left >>>= width;
        }
        if (bitmap == BitmapForm.EBCDIC_HEX) {
            Ebcdic.recode(into, offset, end);
        }
    }
}
