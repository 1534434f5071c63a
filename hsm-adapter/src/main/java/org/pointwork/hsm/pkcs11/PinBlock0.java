package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * The clear PIN block of ISO 9564-1 format 0, in memory that the caller wipes:
 *
 * <pre>
 * PIN field: | 0 (4 bits) | length (4 bits) | PIN digits | F ... F |
 * PAN field: | 0 0 0 0 | the 12 rightmost digits of the PAN but for the check digit |
 * block    : PIN field xor PAN field
 * </pre>
 */
final class PinBlock0 {
    static final int BYTES = 8;
    private static final int NIBBLES = 16;
    private static final int SHORTEST_PIN = 4;
    private static final int LONGEST_PIN = 12;
    private static final int PAN_DIGITS = 12;

    private PinBlock0() {}

    /** Whether the PAN can be put into a block: 8 to 19 ASCII digits. */
    static boolean isPan(byte[] digits) {
        return digits.length >= 8 && digits.length <= 19 && areDigits(digits);
    }

    /** Whether the PIN can be put into a block: 4 to 12 ASCII digits. */
    static boolean isPin(byte[] digits) {
        return digits.length >= SHORTEST_PIN && digits.length <= LONGEST_PIN && areDigits(digits);
    }

    /** Writes the block of a PIN and a PAN. */
    static void write(MemorySegment block, byte[] pinDigits, byte[] panDigits) {
        block.asSlice(0, BYTES).fill((byte) 0xFF);
        xorNibble(block, 0, 0xF);
        xorNibble(block, 1, 0xF ^ pinDigits.length);
        for (int i = 0; i < pinDigits.length; i++) {
            xorNibble(block, 2 + i, 0xF ^ (pinDigits[i] - '0'));
        }
        xorPan(block, panDigits);
    }

    /**
     * Whether the block is well formed for this PAN: control 0, length 4 to 12, that many decimal digits, filler F. A
     * block of another PAN fails with all but a small chance where the PAN's digits reach filler; what slips through is a
     * PIN that the issuer refuses. Every nibble is looked at whatever came before.
     */
    static boolean isWellFormed(MemorySegment block, byte[] panDigits) {
        xorPan(block, panDigits);
        int length = nibble(block, 1);
        int wrong = nibble(block, 0);
        wrong |= length < SHORTEST_PIN || length > LONGEST_PIN ? 1 : 0;
        for (int i = 2; i < NIBBLES; i++) {
            int value = nibble(block, i);
            boolean fits = i < 2 + length ? value <= 9 : value == 0xF;
            wrong |= fits ? 0 : 1;
        }
        xorPan(block, panDigits);
        return wrong == 0;
    }

    private static void xorPan(MemorySegment block, byte[] panDigits) {
        int used = Math.min(PAN_DIGITS, panDigits.length - 1);
        for (int i = 0; i < used; i++) {
            int digit = panDigits[panDigits.length - 2 - i] - '0';
            xorNibble(block, NIBBLES - 1 - i, digit);
        }
    }

    private static int nibble(MemorySegment block, int index) {
        return block.get(JAVA_BYTE, index / 2) >> (index % 2 == 0 ? 4 : 0) & 0xF;
    }

    private static void xorNibble(MemorySegment block, int index, int value) {
        int shifted = index % 2 == 0 ? value << 4 : value;
        block.set(JAVA_BYTE, index / 2, (byte) (block.get(JAVA_BYTE, index / 2) ^ shifted));
    }

    private static boolean areDigits(byte[] digits) {
        for (byte digit : digits) {
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return true;
    }
}
