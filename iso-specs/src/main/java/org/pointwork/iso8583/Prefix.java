package org.pointwork.iso8583;

import java.util.Locale;

/**
 * How an element that varies in length tells it.
 *
 * @param form how the digits of the length are coded
 * @param bytes that it takes itself, 0 where the length is fixed
 */
record Prefix(Form form, int bytes) {
    static final Prefix NONE = new Prefix(Form.ASCII, 0);

    private static final int LARGEST_BYTE = 255;

    enum Form {
        ASCII('0', 10),
        EBCDIC(0xF0, 10),
        /** Two digits a byte. */
        BCD(0, 100),
        /** A plain number, the highest byte first. */
        BINARY(0, 256);

        private final int zero;
        private final int base;

        Form(int zero, int base) {
            this.zero = zero;
            this.base = base;
        }

        /** @throws IllegalArgumentException where a specification names none of these */
        static Form named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    /** For a length of so many digits: the dots of {@code ..19} or {@code ...999}. */
    static Prefix of(Form form, int digits, int maxLength) {
        return new Prefix(
                form,
                switch (form) {
                    case ASCII, EBCDIC -> digits;
                    case BCD -> (digits + 1) / 2;
                    case BINARY -> maxLength <= LARGEST_BYTE ? 1 : 2;
                });
    }

    /** The length, or -1 where there is something else than digits. */
    int read(byte[] payload, int offset) {
        int length = 0;
        for (int i = offset; i < offset + bytes; i++) {
            int digit = form == Form.BCD ? twoDigits(payload[i]) : (payload[i] & 0xFF) - form.zero;
            if (digit < 0 || digit >= form.base) {
                return -1;
            }
            length = length * form.base + digit;
        }
        return length;
    }

    private static int twoDigits(byte bcd) {
        int tens = bcd >> 4 & 0x0F;
        int ones = bcd & 0x0F;
        return tens > 9 || ones > 9 ? -1 : tens * 10 + ones;
    }

    void write(int length, byte[] into, int offset) {
        int left = length;
        for (int i = offset + bytes - 1; i >= offset; i--) {
            int digit = left % form.base;
            into[i] = (byte) (form == Form.BCD ? digit / 10 << 4 | digit % 10 : form.zero + digit);
            left /= form.base;
        }
    }
}
