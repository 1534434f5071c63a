package org.pointwork.iso8583;

import java.nio.ByteBuffer;
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
        int half = ascii ? 16 : 8;
        return bitmap.hasSecond() ? 2 * half : half;
    }

    /** @return where the first element begins */
    int write(Mti mti, Bitmap bitmap, byte[] into) {
        byte[] bits = new byte[bitmap.hasSecond() ? 16 : 8];
        ByteBuffer halves = ByteBuffer.wrap(bits).putLong(bitmap.first());
        if (bitmap.hasSecond()) {
            halves.putLong(bitmap.second());
        }
        if (ascii) {
            Coding.putText(mti.digits(), 0, into, 0);
            Coding.putHex(bits, into, mtiBytes());
        } else {
            Coding.putBcd(mti.digits(), 0, false, into, 0);
            System.arraycopy(bits, 0, into, mtiBytes(), bits.length);
        }
        return mtiBytes() + bitmapBytes(bitmap);
    }
}
