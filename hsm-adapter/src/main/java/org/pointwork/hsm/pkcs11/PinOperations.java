package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

/**
 * PIN blocks on plain PKCS#11, which cannot translate: the clear block is in this process's memory between two calls,
 * native memory that is wiped at once. PCI PIN allows that in no production system; use a payment HSM there.
 */
final class PinOperations {
    private PinOperations() {}

    /** Refuses what no key or block could make right. */
    static void requireAllowed(PinKey from, PinFormat fromFormat, PinFormat toFormat, byte[] panDigits) {
        fromFormat.forbids(toFormat).ifPresent(rule -> {
            throw HsmException.refused(
                    Fault.FORBIDDEN_TRANSLATION, from.label(), fromFormat + " to " + toFormat + ": " + rule);
        });
        if (fromFormat != PinFormat.ISO_0 || toFormat != PinFormat.ISO_0) {
            throw new HsmException(
                    Reason.UNSUPPORTED, from.label(), fromFormat + " to " + toFormat + ": only format 0 is translated");
        }
        requirePan(from, panDigits);
    }

    static void requirePan(PinKey key, byte[] panDigits) {
        if (!PinBlock0.isPan(panDigits)) {
            throw HsmException.refused(Fault.FORMAT, key.label(), "the PAN must be 8 to 19 digits");
        }
    }

    static void requirePin(PinKey key, byte[] pinDigits) {
        if (!PinBlock0.isPin(pinDigits)) {
            throw HsmException.refused(Fault.FORMAT, key.label(), "the PIN must be 4 to 12 digits (ISO 9564-1)");
        }
    }

    static byte[] translate(Session session, PinKey named, StoredKey from, StoredKey to, byte[] block, byte[] pan) {
        if (block.length != PinBlock0.BYTES) {
            throw new HsmException(Reason.BAD_PIN_BLOCK, named.label(), "a format 0 block has 8 bytes");
        }
        session.cipher(BlockCipher.DES3_ECB_DECRYPT, from.handle(), session.stage(block), PinBlock0.BYTES);
        var clear = session.result();
        if (!PinBlock0.isWellFormed(clear, pan)) {
            throw new HsmException(Reason.BAD_PIN_BLOCK, named.label(), "not a format 0 block of this PAN");
        }
        return encipher(session, to, clear);
    }

    static byte[] encipherPin(Session session, StoredKey key, byte[] pinDigits, byte[] panDigits) {
        var block = session.stage(PinBlock0.BYTES);
        PinBlock0.write(block, pinDigits, panDigits);
        return encipher(session, key, block);
    }

    /** In place or not: PKCS#11 lets input and output be the same memory. */
    private static byte[] encipher(Session session, StoredKey key, MemorySegment clear) {
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, key.handle(), clear, PinBlock0.BYTES);
        return session.result().asSlice(0, PinBlock0.BYTES).toArray(JAVA_BYTE);
    }
}
