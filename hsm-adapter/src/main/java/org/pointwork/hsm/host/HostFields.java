package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;

/** Reads the fields of one command or answer, from left to right. Used by both ends of a line; not for several threads. */
public final class HostFields {
    private final byte[] bytes;
    private int at;

    public HostFields(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What is not as the layout says. Carries a field's name and never what was in it. */
    public static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String what) {
            super(what, null, false, false);
        }
    }

    /** So many characters. */
    public String text(String field, int length) {
        return new String(bytes, take(field, length), length, ISO_8859_1);
    }

    /** All characters before a delimiter, which is passed over. */
    public String textUntil(String field, char delimiter) {
        int end = at;
        while (end < bytes.length && bytes[end] != delimiter) {
            end++;
        }
        String text = text(field, end - at);
        text(field + "'s delimiter", 1);
        return text;
    }

    /** Bytes that are written as two hex digits each. */
    public byte[] hex(String field, int lengthInBytes) {
        int start = take(field, lengthInBytes * 2);
        byte[] read = new byte[lengthInBytes];
        for (int i = 0; i < lengthInBytes; i++) {
            read[i] = (byte) (digit(field, bytes[start + 2 * i]) << 4 | digit(field, bytes[start + 2 * i + 1]));
        }
        return read;
    }

    private static int digit(String field, byte character) {
        if (!HexFormat.isHexDigit(character)) {
            throw new Malformed(field + " is not in hex digits");
        }
        return HexFormat.fromHexDigit(character);
    }

    /** Bytes as they are. */
    public byte[] raw(String field, int length) {
        int start = take(field, length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    /** A number of so many digits. */
    public int number(String field, int digits, int radix) {
        try {
            return Integer.parseUnsignedInt(text(field, digits), radix);
        } catch (NumberFormatException _) {
            throw new Malformed(field + " is not a number");
        }
    }

    /** Passes over one character, which has to be this. */
    public void expect(String field, char character) {
        if (bytes[take(field, 1)] != character) {
            throw new Malformed(field + " is not '" + character + "'");
        }
    }

    /** The next character, if there is one and it is this. */
    public boolean hasNext(char character) {
        return at < bytes.length && bytes[at] == character;
    }

    /** A key under the box's master key, its scheme in front: {@code U}, {@code T} or {@code S}; or under a zone's. */
    public String key(String field) {
        String scheme = text(field, 1);
        int rest =
                switch (scheme) {
                    case "U", "X" -> 32;
                    case "T", "Y" -> 48;
                    case "S" -> blockLength(field);
                    default -> throw new Malformed(field + " has no known key scheme");
                };
        return scheme + text(field, rest);
    }

    /** A key block says in its digits 2 to 5 how long it is, without the S. */
    private int blockLength(String field) {
        int start = at;
        text(field, 1);
        int length = number(field, 4, 10);
        at = start;
        return length;
    }

    /** How many bytes are left. */
    public int left() {
        return bytes.length - at;
    }

    /** Nothing may be left. */
    public void end() {
        if (left() > 0) {
            throw new Malformed(left() + " bytes more than the layout has");
        }
    }

    /** Overwrites what was received, for answers with something in the clear. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    private int take(String field, int length) {
        if (length < 0 || length > left()) {
            throw new Malformed("the message ends within " + field);
        }
        int start = at;
        at += length;
        return start;
    }

    @Override
    public String toString() {
        return "fields, " + left() + " bytes left";
    }
}
