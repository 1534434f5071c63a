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
import org.pointwork.model.Fields;

/**
 * How one data element stands on the wire, as jPOS's packager describes it. It is read here because jPOS's reader takes
 * length digits of {@code 1A}, non-hexadecimal binary and any padding without a word; it is written here, to the bytes
 * that jPOS's packager writes, because that makes a message object, a list of arrays and some kilobytes of garbage.
 *
 * @param prefix how its length is told, where that varies
 * @param content how its value is coded
 * @param maxLength in digits, characters or bytes, whichever the content counts in
 */
record Element(int de, String name, Prefix prefix, Content content, int maxLength) {
    private static final int TRACK2 = 35;

    enum Content {
        /** Characters; of a fixed length, with blanks after them. */
        TEXT,
        /** Characters of a fixed length, with zeros before them. */
        NUMBER,
        /** C or D as a character, then as a number. */
        SIGN_NUMBER,
        /** Two hexadecimal characters a byte. */
        HEX,
        BYTES,
        /** An odd number of digits begins with a zero nibble. */
        BCD_LEFT_PADDED,
        /** An odd number of digits ends with a nibble of 0, or F where a terminal pads as tracks are padded. */
        BCD_RIGHT_PADDED,
        /** C or D as a character, then BCD. */
        SIGN_BCD;

        private boolean isBinary() {
            return this == HEX || this == BYTES;
        }

        private boolean isSigned() {
            return this == SIGN_NUMBER || this == SIGN_BCD;
        }
    }

    private record Shape(Prefix prefix, Content content) {}

    private static final Map<Class<?>, Shape> SHAPES = Map.ofEntries(
            Map.entry(IFA_NUMERIC.class, new Shape(Prefix.NONE, Content.NUMBER)),
            Map.entry(IF_CHAR.class, new Shape(Prefix.NONE, Content.TEXT)),
            Map.entry(IFA_AMOUNT.class, new Shape(Prefix.NONE, Content.SIGN_NUMBER)),
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
        int start = offset + prefix.bytes();
        int length = prefix == Prefix.NONE ? maxLength : length(payload, offset);
        int end = start + bytes(length);
        if (end > payload.length) {
            throw fault("ends early: " + Math.max(0, payload.length - start) + " of " + (end - start) + " bytes");
        }
        switch (content) {
            case TEXT, NUMBER, SIGN_NUMBER -> into.set(de, Coding.text(payload, start, length));
            case HEX -> into.set(de, hex(payload, start, length));
            case BYTES -> into.set(de, Arrays.copyOfRange(payload, start, end));
            case BCD_LEFT_PADDED -> into.set(de, leftPadded(payload, start, length));
            case BCD_RIGHT_PADDED -> into.set(de, rightPadded(payload, start, length));
            case SIGN_BCD ->
                into.set(de, (char) (payload[start] & 0xFF) + Coding.bcd(payload, 2 * start + 2, length - 1));
        }
        return end;
    }

    /**
     * Bytes that it takes on the wire, its length among them.
     *
     * @throws IllegalArgumentException where more is there than fits, without naming the value
     */
    int size(Fields fields) {
        int length = fields.length(de);
        if (length > maxLength) {
            throw unwritable("its length " + length + " is over the maximum of " + maxLength);
        }
        if (content.isBinary() && prefix == Prefix.NONE && length != maxLength) {
            throw unwritable("it has " + length + " of " + maxLength + " bytes");
        }
        if (content.isSigned() && length == 0) {
            throw unwritable("it has no sign");
        }
        return prefix.bytes() + bytes(prefix == Prefix.NONE ? maxLength : length);
    }

    /**
     * Writes the element as far as {@link #size} says.
     *
     * @param into holds zeros from the offset on
     * @return where the next element begins
     * @throws IllegalArgumentException where BCD is asked to hold anything but digits
     */
    int write(Fields fields, byte[] into, int offset) {
        int length = prefix == Prefix.NONE ? maxLength : fields.length(de);
        prefix.write(length, into, offset);
        int start = offset + prefix.bytes();
        int end = start + bytes(length);
        if (content.isBinary()) {
            writeBytes(bytes(fields), into, start);
        } else {
            writeText(text(fields), into, start, end);
        }
        return end;
    }

    private void writeBytes(byte[] bytes, byte[] into, int start) {
        if (content == Content.HEX) {
            Coding.putHex(bytes, into, start);
        } else {
            System.arraycopy(bytes, 0, into, start, bytes.length);
        }
    }

    /** What is shorter than its place stands at its end where zeros are the padding, and at its start otherwise. */
    private void writeText(String text, byte[] into, int start, int end) {
        int length = text.length();
        boolean digits = true;
        switch (content) {
            case TEXT -> {
                Coding.putText(text, 0, into, start);
                Arrays.fill(into, start + length, end, (byte) ' ');
            }
            case NUMBER -> {
                Arrays.fill(into, start, end - length, (byte) '0');
                Coding.putText(text, 0, into, end - length);
            }
            case SIGN_NUMBER -> {
                Arrays.fill(into, start + 1, end - length + 1, (byte) '0');
                Coding.putText(text, 1, into, end - length + 1);
                into[start] = (byte) text.charAt(0);
            }
            case BCD_LEFT_PADDED -> digits = Coding.putBcd(text, 0, false, into, 2 * end - length);
            case BCD_RIGHT_PADDED -> digits = Coding.putBcd(text, 0, de == TRACK2, into, 2 * start);
            case SIGN_BCD -> {
                digits = Coding.putBcd(text, 1, false, into, 2 * end - length + 1);
                into[start] = (byte) text.charAt(0);
            }
            case HEX, BYTES -> throw new IllegalStateException("DE " + de + " holds bytes");
        }
        if (!digits) {
            throw unwritable("BCD holds digits alone");
        }
    }

    private String text(Fields fields) {
        return fields.isBinary(de) ? new String(fields.bytes(de), StandardCharsets.ISO_8859_1) : fields.text(de);
    }

    private byte[] bytes(Fields fields) {
        return fields.isBinary(de) ? fields.bytes(de) : fields.text(de).getBytes(StandardCharsets.ISO_8859_1);
    }

    private IllegalArgumentException unwritable(String why) {
        return new IllegalArgumentException("DE " + de + " cannot be written: " + why);
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
                    case TEXT, NUMBER, SIGN_NUMBER -> "";
                    case HEX -> " hex";
                    case BYTES -> " bytes";
                    case BCD_LEFT_PADDED, BCD_RIGHT_PADDED -> " bcd";
                    case SIGN_BCD -> " sign+bcd";
                };
        return (prefix == Prefix.NONE ? "" : "..") + maxLength + units;
    }

    private int bytes(int length) {
        return switch (content) {
            case TEXT, NUMBER, SIGN_NUMBER, BYTES -> length;
            case HEX -> length * 2;
            case BCD_LEFT_PADDED, BCD_RIGHT_PADDED -> (length + 1) / 2;
            case SIGN_BCD -> 1 + length / 2;
        };
    }

    private int length(byte[] payload, int offset) throws FormatException {
        if (offset + prefix.bytes() > payload.length) {
            throw fault("ends early: within its length");
        }
        int length = prefix.read(payload, offset);
        if (length < 0) {
            throw fault("its length is not a number");
        }
        if (length > maxLength) {
            throw fault("its length " + length + " is over the maximum of " + maxLength);
        }
        return length;
    }

    private byte[] hex(byte[] payload, int start, int length) throws FormatException {
        byte[] bytes = Coding.hex(payload, start, length);
        if (bytes.length < length) {
            throw fault("is not hexadecimal");
        }
        return bytes;
    }

    private String leftPadded(byte[] payload, int start, int length) throws FormatException {
        if (length % 2 == 1 && (payload[start] & 0xF0) != 0) {
            throw fault("has more than " + length + " digits");
        }
        return Coding.bcd(payload, 2 * start + length % 2, length);
    }

    private String rightPadded(byte[] payload, int start, int length) throws FormatException {
        int last = length % 2 == 1 ? payload[start + length / 2] & 0x0F : 0;
        if (last != 0 && last != 0x0F) {
            throw fault("its padding is neither 0 nor F");
        }
        return Coding.bcd(payload, 2 * start, length);
    }

    private FormatException fault(String why) {
        return new FormatException(de, why);
    }
}
