package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Writes one command, or an answer to one: the code, then the fields from left to right.
 *
 * <pre>
 *  2 bytes       header     2       fields
 * +----------+------------+------+-----------------+
 * | length   | 00000A3F   | CC   | …               |   the length does not count itself; the header comes back as it went
 * +----------+------------+------+-----------------+
 * </pre>
 */
public final class HostCommand {
    /** What two bytes of length can say. */
    private static final int MOST = 0xFFFF;

    private static final int CODE = 2;
    private static final int LENGTH = 2;

    private final String code;
    private byte[] bytes = new byte[192];
    private int length;

    public HostCommand(String code) {
        this.code = code;
        ascii(code);
    }

    /** The command's code, such as {@code CC}. */
    public String code() {
        return code;
    }

    /** The code of its answer: the second character is the next one. */
    public String answerCode() {
        return answerCode(code);
    }

    /** The code of the answer to a command of this code, two characters. */
    public static String answerCode(String code) {
        return "" + code.charAt(0) + (char) (code.charAt(1) + 1);
    }

    /** Characters as they are. */
    public HostCommand ascii(CharSequence text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
        return this;
    }

    /** Each byte as two hex digits, upper case. */
    public HostCommand hex(byte[] value) {
        room(value.length * 2);
        for (byte b : value) {
            bytes[length++] = (byte) Character.toUpperCase(HexFormat.of().toHighHexDigit(b));
            bytes[length++] = (byte) Character.toUpperCase(HexFormat.of().toLowHexDigit(b));
        }
        return this;
    }

    /** Bytes as they are. */
    public HostCommand raw(byte[] value) {
        return raw(value, 0, value.length);
    }

    /** Part of an array as it is. */
    public HostCommand raw(byte[] value, int offset, int count) {
        room(count);
        System.arraycopy(value, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** A number in so many decimal digits, zeros in front. */
    public HostCommand decimal(int value, int digits) {
        return padded(Integer.toString(value), digits);
    }

    /** A number in so many hex digits, zeros in front. */
    public HostCommand hexadecimal(int value, int digits) {
        return padded(Integer.toHexString(value).toUpperCase(Locale.ROOT), digits);
    }

    /** A number as so many bytes, the highest first. */
    public HostCommand number(int value, int count) {
        room(count);
        for (int shift = (count - 1) * 8; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >> shift);
        }
        return this;
    }

    private HostCommand padded(String text, int digits) {
        if (text.length() > digits) {
            throw new IllegalArgumentException("a number has more than " + digits + " digits");
        }
        return ascii("0".repeat(digits - text.length())).ascii(text);
    }

    /**
     * The message as it goes over the line.
     *
     * @throws IllegalArgumentException where it is longer than a length of two bytes can say
     */
    public byte[] frame(byte[] header) {
        int whole = header.length + length;
        if (whole > MOST) {
            throw new IllegalArgumentException("a host command is at most " + MOST + " bytes");
        }
        byte[] frame = new byte[LENGTH + whole];
        frame[0] = (byte) (whole >> 8);
        frame[1] = (byte) whole;
        System.arraycopy(header, 0, frame, LENGTH, header.length);
        System.arraycopy(bytes, 0, frame, LENGTH + header.length, length);
        return frame;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            byte[] larger = new byte[Math.max(bytes.length * 2, length + more)];
            System.arraycopy(bytes, 0, larger, 0, length);
            wipe();
            bytes = larger;
        }
    }

    /** Overwrites what was written, for commands with something in the clear. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "host command " + new String(bytes, 0, Math.min(CODE, length), ISO_8859_1);
    }
}
