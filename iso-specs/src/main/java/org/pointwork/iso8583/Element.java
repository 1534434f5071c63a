package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jpos.iso.IFA_AMOUNT;
import org.jpos.iso.IFA_BINARY;
import org.jpos.iso.IFA_LLCHAR;
import org.jpos.iso.IFA_LLLCHAR;
import org.jpos.iso.IFA_LLNUM;
import org.jpos.iso.IFA_NUMERIC;
import org.jpos.iso.IFB_AMOUNT;
import org.jpos.iso.IFB_BINARY;
import org.jpos.iso.IFB_LLCHAR;
import org.jpos.iso.IFB_LLLCHAR;
import org.jpos.iso.IFB_LLNUM;
import org.jpos.iso.IFB_NUMERIC;
import org.jpos.iso.IF_CHAR;
import org.jpos.iso.ISOFieldPackager;
import org.jpos.iso.ISOUtil;
import org.pointwork.model.Fields;

/**
 * How one data element stands on the wire, as jPOS's packager describes it. jPOS writes it; it is read here, because
 * jPOS's reader takes length digits of {@code 1A}, non-hexadecimal binary and any padding without a word.
 *
 * @param prefix how its length is told, where that varies
 * @param content how its value is coded
 * @param maxLength in digits, characters or bytes, whichever the content counts in
 */
record Element(int de, String name, Prefix prefix, Content content, int maxLength) {
    private static final int TRACK2 = 35;

    /** Digits of the length and the bytes they take. */
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
    }

    enum Content {
        TEXT,
        /** Two hexadecimal characters a byte. */
        HEX,
        BYTES,
        /** An odd number of digits begins with a zero nibble. */
        BCD_LEFT_PADDED,
        /** An odd number of digits ends with a nibble of 0, or F where a terminal pads as tracks are padded. */
        BCD_RIGHT_PADDED,
        /** C or D as a character, then BCD. */
        SIGN_BCD
    }

    private record Shape(Prefix prefix, Content content) {}

    private static final Map<Class<?>, Shape> SHAPES = Map.ofEntries(
            Map.entry(IFA_NUMERIC.class, new Shape(Prefix.NONE, Content.TEXT)),
            Map.entry(IF_CHAR.class, new Shape(Prefix.NONE, Content.TEXT)),
            Map.entry(IFA_AMOUNT.class, new Shape(Prefix.NONE, Content.TEXT)),
            Map.entry(IFA_LLNUM.class, new Shape(Prefix.ASCII_LL, Content.TEXT)),
            Map.entry(IFA_LLCHAR.class, new Shape(Prefix.ASCII_LL, Content.TEXT)),
            Map.entry(IFA_LLLCHAR.class, new Shape(Prefix.ASCII_LLL, Content.TEXT)),
            Map.entry(IFA_BINARY.class, new Shape(Prefix.NONE, Content.HEX)),
            Map.entry(IFB_NUMERIC.class, new Shape(Prefix.NONE, Content.BCD_LEFT_PADDED)),
            Map.entry(IFB_LLNUM.class, new Shape(Prefix.BCD_LL, Content.BCD_RIGHT_PADDED)),
            Map.entry(IFB_AMOUNT.class, new Shape(Prefix.NONE, Content.SIGN_BCD)),
            Map.entry(IFB_LLCHAR.class, new Shape(Prefix.BCD_LL, Content.TEXT)),
            Map.entry(IFB_LLLCHAR.class, new Shape(Prefix.BCD_LLL, Content.TEXT)),
            Map.entry(IFB_BINARY.class, new Shape(Prefix.NONE, Content.BYTES)));

    /** @throws IllegalArgumentException where the packager is of a kind that nothing here reads yet */
    static Element of(int de, ISOFieldPackager packager) {
        Shape shape = SHAPES.get(packager.getClass());
        if (shape == null) {
            throw new IllegalArgumentException("DE " + de + ": no reader for " + packager.getClass());
        }
        return new Element(de, packager.getDescription(), shape.prefix(), shape.content(), packager.getLength());
    }

    /**
     * Reads the element that begins at an offset and puts its value in place.
     *
     * @return where the next element begins
     * @throws FormatException where the length is no number or over the maximum, the bytes run out, or padding or
     *     hexadecimal is not what it should be
     */
    int read(byte[] payload, int offset, Fields.Editor into) throws FormatException {
        int start = offset + prefix.bytes;
        int length = prefix == Prefix.NONE ? maxLength : length(payload, offset);
        int end = start + bytes(length);
        if (end > payload.length) {
            throw fault("ends early: " + Math.max(0, payload.length - start) + " of " + (end - start) + " bytes");
        }
        switch (content) {
            case TEXT -> into.set(de, new String(payload, start, length, StandardCharsets.ISO_8859_1));
            case HEX -> into.set(de, hex(payload, start, length));
            case BYTES -> into.set(de, Arrays.copyOfRange(payload, start, end));
            case BCD_LEFT_PADDED -> into.set(de, leftPadded(payload, start, length));
            case BCD_RIGHT_PADDED -> into.set(de, rightPadded(payload, start, length));
            case SIGN_BCD -> into.set(de, (char) (payload[start] & 0xFF) + digits(payload, start + 1, 0, length - 1));
        }
        return end;
    }

    /**
     * The text as it can be written: in BCD a track's separator is the nibble D, which jPOS makes of {@code =} alone.
     *
     * @throws IllegalArgumentException where BCD is asked to hold anything but digits
     */
    String writable(String text) {
        if (content == Content.TEXT) {
            return text;
        }
        String written = de == TRACK2 ? text.replace('D', '=') : text;
        for (int i = content == Content.SIGN_BCD ? 1 : 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if ((c < '0' || c > '9') && !(de == TRACK2 && c == '=')) {
                throw new IllegalArgumentException("DE " + de + " cannot be written: BCD holds digits alone");
            }
        }
        return written;
    }

    /** Its name for a person: jPOS's description, in sentence case and spelt right. */
    String title() {
        String plain = name.toLowerCase(Locale.ROOT)
                .replace("aditional", "additional")
                .replace("identificacion", "identification")
                .replace("identifieer", "identifier")
                .strip();
        return plain.startsWith("pan") || plain.startsWith("mac") || plain.startsWith("pin")
                ? plain.substring(0, 3).toUpperCase(Locale.ROOT) + plain.substring(3)
                : plain;
    }

    /** As specifications write it: {@code ..19 bcd} is up to 19 digits, {@code 8 hex} eight bytes. */
    String coding() {
        String units =
                switch (content) {
                    case TEXT -> "";
                    case HEX -> " hex";
                    case BYTES -> " bytes";
                    case BCD_LEFT_PADDED, BCD_RIGHT_PADDED -> " bcd";
                    case SIGN_BCD -> " sign+bcd";
                };
        return (prefix == Prefix.NONE ? "" : "..") + maxLength + units;
    }

    private int bytes(int length) {
        return switch (content) {
            case TEXT, BYTES -> length;
            case HEX -> length * 2;
            case BCD_LEFT_PADDED, BCD_RIGHT_PADDED -> (length + 1) / 2;
            case SIGN_BCD -> 1 + length / 2;
        };
    }

    private int length(byte[] payload, int offset) throws FormatException {
        if (offset + prefix.bytes > payload.length) {
            throw fault("ends early: within its length");
        }
        int length = 0;
        for (int i = offset; i < offset + prefix.bytes; i++) {
            int tens = prefix.bcd ? payload[i] >> 4 & 0x0F : 0;
            int ones = prefix.bcd ? payload[i] & 0x0F : payload[i] - '0';
            if (tens > 9 || ones < 0 || ones > 9) {
                throw fault("its length is not a number");
            }
            length = length * (prefix.bcd ? 100 : 10) + tens * 10 + ones;
        }
        if (length > maxLength) {
            throw fault("its length " + length + " is over the maximum of " + maxLength);
        }
        return length;
    }

    private byte[] hex(byte[] payload, int start, int length) throws FormatException {
        for (int i = start; i < start + length * 2; i++) {
            if (Character.digit(payload[i], 16) < 0) {
                throw fault("is not hexadecimal");
            }
        }
        return ISOUtil.hex2byte(payload, start, length);
    }

    private String leftPadded(byte[] payload, int start, int length) throws FormatException {
        if (length % 2 == 1 && (payload[start] & 0xF0) != 0) {
            throw fault("has more than " + length + " digits");
        }
        return digits(payload, start, length % 2, length);
    }

    private String rightPadded(byte[] payload, int start, int length) throws FormatException {
        int last = length % 2 == 1 ? payload[start + length / 2] & 0x0F : 0;
        if (last != 0 && last != 0x0F) {
            throw fault("its padding is neither 0 nor F");
        }
        return digits(payload, start, 0, length);
    }

    /** A nibble over 9 shows as what it is, and D as the separator of a track: neither is a digit to any rule. */
    private static String digits(byte[] payload, int start, int skippedNibbles, int length) {
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            int nibble = i + skippedNibbles;
            int value = payload[start + nibble / 2] >> (nibble % 2 == 0 ? 4 : 0) & 0x0F;
            digits[i] = (byte) "0123456789ABC=EF".charAt(value);
        }
        return new String(digits, StandardCharsets.ISO_8859_1);
    }

    private FormatException fault(String why) {
        return new FormatException(de, why);
    }
}
