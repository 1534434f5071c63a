package org.pointwork.framing;

import io.netty.buffer.ByteBuf;

/**
 * How a frame tells its length.
 *
 * <pre>
 *  length of 300   BINARY_2  01 2C         ASCII_4  33 33 30 30   (as "0300": 30 33 30 30)
 *                  BINARY_4  00 00 01 2C   ASCII_3  33 30 30      BCD_2    03 00
 * </pre>
 */
enum LengthField {
    BINARY_2(2, 256, 0),
    BINARY_4(4, 256, 0),
    ASCII_4(4, 10, '0'),
    ASCII_3(3, 10, '0'),
    BCD_2(2, 100, 0);

    private final int bytes;
    private final int base;
    private final int zero;

    LengthField(int bytes, int base, int zero) {
        this.bytes = bytes;
        this.base = base;
        this.zero = zero;
    }

    int bytes() {
        return bytes;
    }

    /** The largest that it can tell. */
    long largest() {
        return (long) Math.pow(base, bytes) - 1;
    }

    /**
     * @param at where it begins; all of it is there
     * @return -1 where a byte of it is no digit
     */
    long read(ByteBuf in, int at) {
        long length = 0;
        for (int i = at; i < at + bytes; i++) {
            int digit = this == BCD_2 ? twoDigits(in.getByte(i)) : in.getUnsignedByte(i) - zero;
            if (digit < 0 || digit >= base) {
                return -1;
            }
            length = length * base + digit;
        }
        return length;
    }

    void write(int length, ByteBuf out) {
        int unit = 1;
        for (int i = 1; i < bytes; i++) {
            unit *= base;
        }
        int left = length;
        for (int i = 0; i < bytes; i++) {
            int digit = unit == 0 ? 0 : Integer.divideUnsigned(left, unit);
            out.writeByte(this == BCD_2 ? digit / 10 << 4 | digit % 10 : digit + zero);
            left -= digit * unit;
            unit /= base;
        }
    }

    private static int twoDigits(byte bcd) {
        int tens = bcd >> 4 & 0x0F;
        int ones = bcd & 0x0F;
        return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
    }
}
