package org.pointwork.hsm.pin;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.PinMethod.VisaPvv;

/**
 * What an issuer keeps of a PIN: {@link #writeInput} makes 8 bytes, the module enciphers them under the method's key, and
 * {@link #of} makes digits of the result.
 */
public final class PinReferences {
    /** Length of what is enciphered. */
    public static final int BYTES = 8;

    private static final int NIBBLES = 16;
    private static final int PVV_DIGITS = 4;
    private static final int PVV_PAN_DIGITS = 11;

    private PinReferences() {}

    /** Refuses a PAN from which the method cannot take its digits, and a reference that is none. */
    public static void require(PinMethod method, byte[] panDigits, Optional<String> reference) {
        switch (method) {
            case VisaPvv pvv -> {
                if (panDigits.length <= PVV_PAN_DIGITS) {
                    throw HsmException.refused(Fault.LENGTH, pvv.label(), "a PVV takes a PAN of 12 digits or more");
                }
                requireDigits(pvv, reference, PVV_DIGITS, PVV_DIGITS);
            }
            case Ibm3624 ibm -> {
                if (ibm.panStart() + ibm.panLength() > panDigits.length) {
                    throw HsmException.refused(Fault.LENGTH, ibm.label(), "validation data reaches beyond the PAN");
                }
                requireDigits(ibm, reference, PinBlocks.SHORTEST_PIN, PinBlocks.LONGEST_PIN);
            }
        }
    }

    private static void requireDigits(PinMethod method, Optional<String> reference, int shortest, int longest) {
        reference.ifPresent(text -> {
            if (text.length() < shortest || text.length() > longest) {
                throw HsmException.refused(Fault.LENGTH, method.label(), "a PVV has 4 digits, an offset 4 to 12");
            }
            if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw HsmException.refused(Fault.FORMAT, method.label(), "a PVV or an offset is decimal digits");
            }
        });
    }

    /**
     * Visa: 11 digits of the PAN before its check digit, the key's index, 4 digits of PIN. IBM: part of the PAN, filled up.
     *
     * @param pin at least 4 ASCII digits
     * @param input takes 8 bytes; secret where the PIN is in it
     */
    public static void writeInput(PinMethod method, byte[] panDigits, MemorySegment pin, MemorySegment input) {
        for (int i = 0; i < BYTES; i++) {
            int high = inputNibble(method, panDigits, pin, 2 * i);
            input.set(JAVA_BYTE, i, (byte) (high << 4 | inputNibble(method, panDigits, pin, 2 * i + 1)));
        }
    }

    private static int inputNibble(PinMethod method, byte[] pan, MemorySegment pin, int index) {
        return switch (method) {
            case VisaPvv _ when index < PVV_PAN_DIGITS -> pan[pan.length - 1 - PVV_PAN_DIGITS + index] - '0';
            case VisaPvv pvv when index == PVV_PAN_DIGITS -> pvv.keyIndex();
            case VisaPvv _ -> pin.get(JAVA_BYTE, index - PVV_PAN_DIGITS - 1) - '0';
            case Ibm3624 ibm when index < ibm.panLength() -> pan[ibm.panStart() + index] - '0';
            case Ibm3624 ibm -> Character.digit(ibm.pad(), NIBBLES);
        };
    }

    /**
     * The reference as ASCII digits: 4 for a PVV, as many as the PIN has for an offset.
     *
     * @param enciphered the 8 bytes that the module made; wiped by the caller
     */
    public static byte[] of(PinMethod method, MemorySegment enciphered, MemorySegment pin, int pinLength) {
        return switch (method) {
            case VisaPvv _ -> decimals(enciphered);
            case Ibm3624 ibm -> offset(ibm, enciphered, pin, pinLength);
        };
    }

    /** The first 4 decimal digits; where there are fewer, the letters A to F from the left as 0 to 5. */
    private static byte[] decimals(MemorySegment enciphered) {
        byte[] digits = new byte[PVV_DIGITS];
        int found = 0;
        for (int letters = 0; letters <= 10; letters += 10) {
            for (int i = 0; i < NIBBLES && found < PVV_DIGITS; i++) {
                int digit = nibble(enciphered, i) - letters;
                if (digit >= 0 && digit <= 9) {
                    digits[found++] = (byte) ('0' + digit);
                }
            }
        }
        return digits;
    }

    private static byte[] offset(Ibm3624 ibm, MemorySegment enciphered, MemorySegment pin, int pinLength) {
        byte[] digits = new byte[pinLength];
        for (int i = 0; i < pinLength; i++) {
            int natural = ibm.decimalization().charAt(nibble(enciphered, i)) - '0';
            digits[i] = (byte) ('0' + (pin.get(JAVA_BYTE, i) - '0' + 10 - natural) % 10);
        }
        return digits;
    }

    private static int nibble(MemorySegment block, int index) {
        return block.get(JAVA_BYTE, index / 2) >> (index % 2 == 0 ? 4 : 0) & 0xF;
    }

    /** Whether the digits are those that the issuer keeps; wipes them, and takes the same time wherever they differ. */
    public static boolean agree(byte[] digits, String reference) {
        byte[] kept = reference.getBytes(StandardCharsets.US_ASCII);
        try {
            return MessageDigest.isEqual(digits, kept);
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }
}
