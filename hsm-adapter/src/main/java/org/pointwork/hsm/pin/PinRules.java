package org.pointwork.hsm.pin;

import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.PinFormat;

/** What is refused before a PIN is touched. The label is that of the key to name in the error. */
public final class PinRules {
    /** ISO/IEC 7812-1. */
    private static final int SHORTEST_PAN = 8;

    private static final int LONGEST_PAN = 19;

    private PinRules() {}

    /** Refuses what ISO 9564-1 forbids to translate, and a PAN that is none. */
    public static void requireAllowed(String label, PinFormat from, PinFormat to, byte[] panDigits) {
        from.forbids(to).ifPresent(rule -> {
            throw HsmException.refused(Fault.FORBIDDEN_TRANSLATION, label, from + " to " + to + ": " + rule);
        });
        requirePan(label, panDigits);
    }

    /** Refuses format 2 for anything but the chip, and a PAN that is none. */
    public static void requireUsable(String label, PinFormat format, byte[] panDigits) {
        requireAllowed(label, format, format, panDigits);
    }

    /** Refuses all but 8 to 19 ASCII digits. */
    public static void requirePan(String label, byte[] panDigits) {
        if (panDigits.length < SHORTEST_PAN || panDigits.length > LONGEST_PAN || !areDigits(panDigits)) {
            throw HsmException.refused(Fault.FORMAT, label, "the PAN must be 8 to 19 digits");
        }
    }

    /** Refuses all but 4 to 12 ASCII digits. */
    public static void requirePin(String label, byte[] pinDigits) {
        if (pinDigits.length < PinBlocks.SHORTEST_PIN
                || pinDigits.length > PinBlocks.LONGEST_PIN
                || !areDigits(pinDigits)) {
            throw HsmException.refused(Fault.FORMAT, label, "the PIN must be 4 to 12 digits (ISO 9564-1)");
        }
    }

    /** Refuses a format under a key of the wrong cipher: 8-byte blocks go under TDEA, format 4 under AES. */
    public static void requireFits(String label, PinFormat format, KeyAlgorithm key) {
        if (format == PinFormat.ISO_4 ? !key.isAes() : !key.isTdes()) {
            throw HsmException.refused(
                    Fault.ALGORITHM, label, format + " is not enciphered with a key of " + key + " (ISO 9564-1)");
        }
    }

    /** Fails where the enciphered block cannot be one of this format. */
    public static void requireLength(String label, PinFormat format, byte[] encryptedBlock) {
        int bytes = PinBlocks.bytes(format);
        if (encryptedBlock.length != bytes) {
            throw new HsmException(Reason.BAD_PIN_BLOCK, label, "a block of " + format + " has " + bytes + " bytes");
        }
    }

    /** What is thrown for a deciphered block that {@link PinBlocks#read} could not read. */
    public static HsmException malformed(String label, PinFormat format) {
        return new HsmException(Reason.BAD_PIN_BLOCK, label, "not a block of " + format + " of this PAN");
    }

    static boolean areDigits(byte[] ascii) {
        for (byte b : ascii) {
            if (b < '0' || b > '9') {
                return false;
            }
        }
        return true;
    }
}
