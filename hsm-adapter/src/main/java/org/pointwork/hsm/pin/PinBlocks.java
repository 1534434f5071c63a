package org.pointwork.hsm.pin;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.PinFormat;

/**
 * Clear PIN blocks of ISO 9564-1, in memory that the caller wipes. A nibble each:
 *
 * <pre>
 * | control | length | PIN digits | filler up to 16 nibbles |                       formats 0 to 3
 * | control | length | PIN digits | filler up to 16 nibbles | 16 random nibbles |   format 4, the PIN field
 *
 * format | filler          | the PAN
 * 0      | F               | its 12 rightmost digits but for the check digit, exclusive-ored on the last 12 nibbles
 * 1      | random          | not in it
 * 2      | F               | not in it
 * 3      | random, A to F  | as format 0
 * 4      | A               | enciphered with it, see {@link #writePanField}
 * </pre>
 */
public final class PinBlocks {
    /** Digits of the shortest PIN. */
    public static final int SHORTEST_PIN = 4;

    /** Digits of the longest PIN. */
    public static final int LONGEST_PIN = 12;

    /** The longest block, and the random bytes that {@link #write} asks for. */
    public static final int MOST_BYTES = 16;

    private static final int BYTES = 8;
    private static final int NIBBLES = 16;
    private static final int PAN_DIGITS = 12;

    private PinBlocks() {}

    /** The length of a block, clear or enciphered. */
    public static int bytes(PinFormat format) {
        return format == PinFormat.ISO_4 ? MOST_BYTES : BYTES;
    }

    /**
     * Reads the PIN. A block of another PAN fails with all but a small chance where the PAN's digits reach filler; what
     * slips through is a PIN that the issuer refuses. Every nibble is looked at whatever came before.
     *
     * @param block {@link #bytes} of it; as it was when this returns
     * @param pin takes the PIN as ASCII digits; room for 12
     * @return the number of digits, or -1 where the block is malformed
     */
    public static int read(PinFormat format, MemorySegment block, byte[] panDigits, MemorySegment pin) {
        xorPan(format, block, panDigits);
        int length = nibble(block, 1);
        int wrong = nibble(block, 0) ^ format.ordinal();
        wrong |= length < SHORTEST_PIN || length > LONGEST_PIN ? 1 : 0;
        for (int i = 2; i < NIBBLES; i++) {
            int value = nibble(block, i);
            boolean isDigit = i < 2 + length;
            wrong |= (isDigit ? value <= 9 : isFiller(format, value)) ? 0 : 1;
            if (isDigit && i - 2 < LONGEST_PIN) {
                pin.set(JAVA_BYTE, i - 2, (byte) ('0' + value));
            }
        }
        xorPan(format, block, panDigits);
        return wrong == 0 ? length : -1;
    }

    /**
     * Writes the block of a PIN.
     *
     * @param block takes {@link #bytes} of it
     * @param pin 4 to 12 ASCII digits
     * @param random 16 random bytes, never used before; formats 0 and 2 need none and look at none
     */
    public static void write(
            PinFormat format,
            MemorySegment block,
            byte[] panDigits,
            MemorySegment pin,
            int length,
            MemorySegment random) {
        setNibble(block, 0, format.ordinal());
        setNibble(block, 1, length);
        for (int i = 0; i < NIBBLES - 2; i++) {
            int value = i < length ? pin.get(JAVA_BYTE, i) - '0' : filler(format, i, random);
            setNibble(block, 2 + i, value);
        }
        if (format == PinFormat.ISO_4) {
            MemorySegment.copy(random, 0, block, BYTES, BYTES);
        }
        xorPan(format, block, panDigits);
    }

    /**
     * The PAN field of format 4: how many digits the PAN has beyond 12, the PAN with zeros before it where it has fewer, and
     * zeros. The block is {@code E(E(PIN field) ^ PAN field)}.
     *
     * @param panDigits 1 to 19 of them
     * @param field takes 16 bytes
     */
    public static void writePanField(byte[] panDigits, MemorySegment field) {
        int missing = Math.max(0, PAN_DIGITS - panDigits.length);
        field.asSlice(0, MOST_BYTES).fill((byte) 0);
        setNibble(field, 0, Math.max(0, panDigits.length - PAN_DIGITS));
        for (int i = 0; i < panDigits.length; i++) {
            setNibble(field, 1 + missing + i, panDigits[i] - '0');
        }
    }

    private static boolean isFiller(PinFormat format, int value) {
        return switch (format) {
            case ISO_0, ISO_2 -> value == 0xF;
            case ISO_1 -> true;
            case ISO_3 -> value >= 0xA;
            case ISO_4 -> value == 0xA;
        };
    }

    private static int filler(PinFormat format, int index, MemorySegment random) {
        return switch (format) {
            case ISO_0, ISO_2 -> 0xF;
            case ISO_1 -> random.get(JAVA_BYTE, index) & 0xF;
            case ISO_3 -> 0xA + (random.get(JAVA_BYTE, index) & 0xFF) % 6;
            case ISO_4 -> 0xA;
        };
    }

    private static void xorPan(PinFormat format, MemorySegment block, byte[] panDigits) {
        if (format != PinFormat.ISO_0 && format != PinFormat.ISO_3) {
            return;
        }
        int used = Math.min(PAN_DIGITS, panDigits.length - 1);
        for (int i = 0; i < used; i++) {
            int at = NIBBLES - 1 - i;
            setNibble(block, at, nibble(block, at) ^ panDigits[panDigits.length - 2 - i] - '0');
        }
    }

    private static int nibble(MemorySegment block, int index) {
        return block.get(JAVA_BYTE, index / 2) >> (index % 2 == 0 ? 4 : 0) & 0xF;
    }

    private static void setNibble(MemorySegment block, int index, int value) {
        int old = block.get(JAVA_BYTE, index / 2);
        int set = index % 2 == 0 ? old & 0x0F | value << 4 : old & 0xF0 | value;
        block.set(JAVA_BYTE, index / 2, (byte) set);
    }
}
