package org.pointwork.iso8583;

import org.pointwork.model.Mti;

/**
 * Where MTI and bitmap stand, and how they are written; {@link StructureCheck} reads them.
 *
 * <pre>
 *  ascii                                       bits
 *  +------+----------------+----------------+  +-----+--------+--------+
 *  | 0200 | C23864...      | 000000...      |  | MTI | bitmap | second |
 *  |  4   | 16 hexadecimal | 16, where used |  |  2  |   8    |   8    |
 *  +------+----------------+----------------+  +-----+--------+--------+
 * </pre>
 *
 * @param ascii four digits and hexadecimal; else two bytes of BCD and plain bits
 */
record Head(boolean ascii) {
    int mtiBytes() {
        return ascii ? 4 : 2;
    }

    int bitmapBytes(Bitmap bitmap) {
        return bitmap.hasSecond() ? 2 * halfBytes() : halfBytes();
    }

    /** @return where the first element begins */
    int write(Mti mti, Bitmap bitmap, byte[] into) {
        if (ascii) {
            Coding.putText(mti.digits(), 0, into, 0);
        } else {
            Coding.putBcd(mti.digits(), 0, false, into, 0);
        }
        int end = mtiBytes() + bitmapBytes(bitmap);
        writeHalf(bitmap.first(), into, mtiBytes());
        if (bitmap.hasSecond()) {
            writeHalf(bitmap.second(), into, end - halfBytes());
        }
        return end;
    }

    private void writeHalf(long bits, byte[] into, int offset) {
        int width = ascii ? 4 : 8;
        long left = bits;
        for (int i = offset + halfBytes() - 1; i >= offset; i--) {
            into[i] = ascii ? Coding.hexDigit((int) left & 0x0F) : (byte) left;
            left >>>= width;
        }
    }

    private int halfBytes() {
        return ascii ? 16 : 8;
    }
}
