package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import org.pointwork.model.Digits;

/** How texts, digits and bytes stand in a message: as characters, as BCD nibbles, as hexadecimal. Nothing is judged here. */
final class Coding {
    private static final String NIBBLES = "0123456789ABC=EF";
    private static final String HEX = "0123456789ABCDEF";

    private Coding() {}

    /** ISO 8859-1, so that any byte has a character. */
    static String text(byte[] payload, int start, int length) {
        int number = 0;
        for (int i = 0; length <= Digits.SHARED && i < length && number >= 0; i++) {
            int digit = payload[start + i] - '0';
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return length <= Digits.SHARED && number >= 0
                ? Digits.shared(number, length)
                : new String(payload, start, length, StandardCharsets.ISO_8859_1);
    }

    /** As {@link #text}, of code page 1047. */
    static String ebcdic(byte[] payload, int start, int length) {
        int number = 0;
        for (int i = 0; length <= Digits.SHARED && i < length && number >= 0; i++) {
            int digit = (payload[start + i] & 0xFF) - Ebcdic.ZERO;
            number = digit >= 0 && digit <= 9 ? number * 10 + digit : -1;
        }
        return length <= Digits.SHARED && number >= 0
                ? Digits.shared(number, length)
                : Ebcdic.text(payload, start, length);
    }

    /** What has no byte is written as a question mark. */
    static void putText(String text, int from, byte[] into, int offset) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            into[offset + i - from] = (byte) (c <= 0xFF ? c : '?');
        }
    }

    /** A nibble over 9 shows as what it is, and D as the separator of a track: neither is a digit to any rule. */
    static String bcd(byte[] payload, int firstNibble, int length) {
        int number = 0;
        for (int i = 0; length <= Digits.SHARED && i < length && number >= 0; i++) {
            int digit = nibble(payload, firstNibble + i);
            number = digit <= 9 ? number * 10 + digit : -1;
        }
        if (length <= Digits.SHARED && number >= 0) {
            return Digits.shared(number, length);
        }
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            digits[i] = (byte) NIBBLES.charAt(nibble(payload, firstNibble + i));
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private static int nibble(byte[] payload, int index) {
        return payload[index / 2] >> (index % 2 == 0 ? 4 : 0) & 0x0F;
    }

    /**
     * Into nibbles that are 0 so far.
     *
     * @param track whether there may be a separator, {@code =} or {@code D}, which is the nibble D
     * @return false where there is something that no nibble stands for
     */
    static boolean putBcd(String text, int from, boolean track, byte[] into, int firstNibble) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean separator = track && (c == '=' || c == 'D');
            if (!separator && (c < '0' || c > '9')) {
                return false;
            }
            int value = separator ? 0x0D : c - '0';
            int nibble = firstNibble + i - from;
            into[nibble / 2] |= (byte) (nibble % 2 == 0 ? value << 4 : value);
        }
        return true;
    }

    /** Of upper or lower case; empty where a character is neither. */
    static byte[] hex(byte[] payload, int start, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int high = Character.digit(payload[start + 2 * i], 16);
            int low = Character.digit(payload[start + 2 * i + 1], 16);
            if ((high | low) < 0) {
                return new byte[0];
            }
            bytes[i] = (byte) (high << 4 | low);
        }
        return bytes;
    }

    /** In upper case. */
    static void putHex(byte[] bytes, byte[] into, int offset) {
        for (int i = 0; i < bytes.length; i++) {
            into[offset + 2 * i] = hexDigit(bytes[i] >> 4 & 0x0F);
            into[offset + 2 * i + 1] = hexDigit(bytes[i] & 0x0F);
        }
    }

    /** The character of a nibble, in upper case. */
    static byte hexDigit(int nibble) {
        return (byte) HEX.charAt(nibble);
    }
}
