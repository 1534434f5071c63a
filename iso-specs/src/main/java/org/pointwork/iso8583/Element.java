package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.pointwork.model.Fields;

/**
 * How one data element stands on the wire and what it may hold: a row of a specification. It is read here and not by
 * jPOS because jPOS's reader takes length digits of {@code 1A}, non-hexadecimal binary and any padding without a word;
 * it is written here, to the bytes that jPOS's packagers write, because those make a message object, a list of arrays
 * and some kilobytes of garbage.
 *
 * @param name as people read it
 * @param prefix how its length is told, where that varies
 * @param content how its value is coded
 * @param track whether it is a track, whose separator is a nibble D in BCD
 * @param maxLength in digits, characters or bytes, whichever the content counts in
 * @param rule what it may hold
 * @param shown what of it a person may see
 */
record Element(
        int de, String name, Prefix prefix, Content content, boolean track, int maxLength, Rule rule, Shown shown) {

    /**
     * Reads the element that begins at an offset and puts its value in place.
     *
     * @return where the next element begins
     * @throws FormatException where the length is no number or over the maximum, the bytes run out, or padding or
     *     hexadecimal is not what it should be
     */
    int read(byte[] payload, int offset, Fields.Editor into) throws FormatException {
        int start = offset + prefix.bytes();
        int length = isFixed() ? maxLength : length(payload, offset);
        int end = start + content.bytes(length);
        if (end > payload.length) {
            throw fault("ends early: " + Math.max(0, payload.length - start) + " of " + (end - start) + " bytes");
        }
        switch (content) {
            case TEXT, NUMBER, SIGN_NUMBER, RAW, TLV -> into.set(de, Coding.text(payload, start, length));
            case EBCDIC_TEXT, EBCDIC_NUMBER, EBCDIC_SIGN_NUMBER -> into.set(de, Coding.ebcdic(payload, start, length));
            case HEX -> into.set(de, hex(payload, start, length));
            case EBCDIC_HEX -> into.set(de, hex(Ebcdic.ascii(payload, start, end), 0, length));
            case BYTES -> into.set(de, Arrays.copyOfRange(payload, start, end));
            case BCD_LEFT_PADDED -> into.set(de, leftPadded(payload, start, length));
            case BCD_RIGHT_PADDED -> into.set(de, rightPadded(payload, start, length));
            case SIGN_BCD ->
                into.set(de, (char) (payload[start] & 0xFF) + Coding.bcd(payload, 2 * start + 2, length - 1));
        }
        return end;
    }

    boolean isFixed() {
        return prefix.bytes() == 0;
    }

    /**
     * Bytes that it takes on the wire, its length among them.
     *
     * @throws IllegalArgumentException where more is there than fits, without naming the value
     */
    int size(Fields fields) {
        int length = length(fields);
        if (length > maxLength) {
            throw unwritable("its length " + length + " is over the maximum of " + maxLength);
        }
        if (content.isBinary() && isFixed() && length != maxLength) {
            throw unwritable("it has " + length + " of " + maxLength + " bytes");
        }
        if (content.isSigned() && length == 0) {
            throw unwritable("it has no sign");
        }
        return prefix.bytes() + content.bytes(isFixed() ? maxLength : length);
    }

    /**
     * Writes the element as far as {@link #size} says.
     *
     * @param into holds zeros from the offset on
     * @return where the next element begins
     * @throws IllegalArgumentException where BCD is asked to hold anything but digits
     */
    int write(Fields fields, byte[] into, int offset) {
        int length = isFixed() ? maxLength : length(fields);
        prefix.write(length, into, offset);
        int start = offset + prefix.bytes();
        int end = start + content.bytes(length);
        if (content.isBinary()) {
            writeBytes(bytes(fields), into, start, end);
        } else {
            writeText(text(fields), into, start, end);
        }
        return end;
    }

    private void writeBytes(byte[] bytes, byte[] into, int start, int end) {
        if (content == Content.BYTES) {
            System.arraycopy(bytes, 0, into, start, bytes.length);
            return;
        }
        Coding.putHex(bytes, into, start);
        if (content == Content.EBCDIC_HEX) {
            Ebcdic.recode(into, start, end);
        }
    }

    /** What is shorter than its place stands at its end where zeros are the padding, and at its start otherwise. */
    private void writeText(String text, byte[] into, int start, int end) {
        int length = text.length();
        boolean digits = true;
        switch (content) {
            case TEXT, EBCDIC_TEXT, RAW, TLV -> {
                Coding.putText(text, 0, into, start);
                Arrays.fill(into, start + length, end, (byte) ' ');
            }
            case NUMBER, EBCDIC_NUMBER -> {
                Arrays.fill(into, start, end - length, (byte) '0');
                Coding.putText(text, 0, into, end - length);
            }
            case SIGN_NUMBER, EBCDIC_SIGN_NUMBER -> {
                Arrays.fill(into, start + 1, end - length + 1, (byte) '0');
                Coding.putText(text, 1, into, end - length + 1);
                into[start] = (byte) text.charAt(0);
            }
            case BCD_LEFT_PADDED -> digits = Coding.putBcd(text, 0, track, into, 2 * end - length);
            case BCD_RIGHT_PADDED -> {
                int before = isFixed() ? maxLength - length : 0;
                digits = Coding.putBcd(text, 0, track, into, 2 * start + before);
            }
            case SIGN_BCD -> {
                digits = Coding.putBcd(text, 1, false, into, 2 * end - length + 1);
                into[start] = (byte) text.charAt(0);
            }
            case HEX, EBCDIC_HEX, BYTES -> throw new IllegalStateException("DE " + de + " holds bytes");
        }
        if (!digits) {
            throw unwritable("BCD holds digits alone");
        }
        if (content == Content.EBCDIC_TEXT
                || content == Content.EBCDIC_NUMBER
                || content == Content.EBCDIC_SIGN_NUMBER) {
            Ebcdic.recode(into, start, end);
        }
    }

    /** As many characters as have to be written: another dialect's place may be wider, and filled with blanks. */
    private int length(Fields fields) {
        int length = fields.length(de);
        boolean asItIs = length <= maxLength && content != Content.TLV || content.isBinary();
        return asItIs ? length : text(fields).length();
    }

    private String text(Fields fields) {
        String text = fields.isBinary(de) ? new String(fields.bytes(de), StandardCharsets.ISO_8859_1) : fields.text(de);
        if (content == Content.TLV && BerTlv.isHex(text)) { // as an ASCII dialect carries chip data
            return new String(HexFormat.of().parseHex(text), StandardCharsets.ISO_8859_1);
        }
        return text.length() > maxLength && isFixed() && content.isBlankPadded() ? text.stripTrailing() : text;
    }

    private byte[] bytes(Fields fields) {
        return fields.isBinary(de) ? fields.bytes(de) : fields.text(de).getBytes(StandardCharsets.ISO_8859_1);
    }

    private IllegalArgumentException unwritable(String why) {
        return new IllegalArgumentException("DE " + de + " cannot be written: " + why);
    }

    /** As specifications write it: {@code ..19 bcd} is up to 19 digits, {@code 8 hex} eight bytes. */
    String coding() {
        return (isFixed() ? "" : "..") + maxLength + content.units();
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
        return digits(Coding.bcd(payload, 2 * start + length % 2, length));
    }

    private String rightPadded(byte[] payload, int start, int length) throws FormatException {
        int last = length % 2 == 1 ? payload[start + length / 2] & 0x0F : 0;
        if (last != 0 && last != 0x0F) {
            throw fault("its padding is neither 0 nor F");
        }
        return digits(Coding.bcd(payload, 2 * start, length));
    }

    /** A rule tells letters from digits; where there is none, what BCD cannot write again is refused here. */
    private String digits(String text) throws FormatException {
        for (int i = 0; rule == Rule.ANY && i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && !(track && c == '=')) {
                throw fault("must be all digits");
            }
        }
        return text;
    }

    private FormatException fault(String why) {
        return new FormatException(de, why);
    }
}
