package org.pointwork.iso8583;

/** How an element that varies in length tells it: two or three digits, as characters or in BCD. */
enum Prefix {
    NONE(0, false),
    ASCII_LL(2, false),
    ASCII_LLL(3, false),
    BCD_LL(1, true),
    BCD_LLL(2, true);

    private final int bytes;
    private final boolean bcd;

    Prefix(int bytes, boolean bcd) {
        this.bytes = bytes;
        this.bcd = bcd;
    }

    /** That it takes itself. */
    int bytes() {
        return bytes;
    }

    /** The length, or -1 where there is something else than digits. */
    int read(byte[] payload, int offset) {
        int length = 0;
        for (int i = offset; i < offset + bytes; i++) {
            int tens = bcd ? payload[i] >> 4 & 0x0F : 0;
            int ones = bcd ? payload[i] & 0x0F : payload[i] - '0';
            if (tens > 9 || ones < 0 || ones > 9) {
                return -1;
            }
            length = length * (bcd ? 100 : 10) + tens * 10 + ones;
        }
        return length;
    }

    void write(int length, byte[] into, int offset) {
        int left = length;
        for (int i = offset + bytes - 1; i >= offset; i--) {
            into[i] = (byte) (bcd ? left / 10 % 10 << 4 | left % 10 : '0' + left % 10);
            left /= bcd ? 100 : 10;
        }
    }
}
