package org.pointwork.iso8583;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Code page 1047, character for byte: every byte is one character of ISO 8859-1 and back, so nothing is lost on the way. */
final class Ebcdic {
    static final int ZERO = 0xF0;

    private static final char[] CHARACTERS = new char[256];
    private static final byte[] BYTES = new byte[256];

    static {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        String decoded = new String(all, Charset.forName("IBM1047"));
        for (int i = 0; i < all.length; i++) {
            CHARACTERS[i] = decoded.charAt(i);
            BYTES[decoded.charAt(i)] = (byte) i;
        }
    }

    private Ebcdic() {}

    static String text(byte[] payload, int start, int length) {
        byte[] latin = new byte[length];
        for (int i = 0; i < length; i++) {
            latin[i] = (byte) CHARACTERS[payload[start + i] & 0xFF];
        }
        return new String(latin, StandardCharsets.ISO_8859_1);
    }

    /** What has no byte is written as a question mark. */
    static byte of(char c) {
        return BYTES[c <= 0xFF ? c : '?'];
    }

    /** Over what was written in ASCII. */
    static void recode(byte[] ascii, int start, int end) {
        for (int i = start; i < end; i++) {
            ascii[i] = BYTES[ascii[i] & 0xFF];
        }
    }

    /** In ASCII, for a reader of that. */
    static byte[] ascii(byte[] payload, int start, int end) {
        byte[] ascii = new byte[end - start];
        for (int i = start; i < end; i++) {
            ascii[i - start] = (byte) CHARACTERS[payload[i] & 0xFF];
        }
        return ascii;
    }
}
