package org.pointwork.hsm.pkcs11;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.pin.PinBlocks;
import org.pointwork.hsm.pin.PinRules;

/** PINs out of enciphered blocks, for scripts: PKCS#11 turns no PIN block into another. */
final class ClearPins {
    private ClearPins() {}

    /** Refuses what no key or block could make right. */
    static void require(PinSource under, PinFormat format, byte[] block, byte[] panDigits) {
        PinRules.requireUsable(under.label(), format, panDigits);
        PinRules.requireLength(under.label(), format, block);
        if (format == PinFormat.ISO_4) {
            throw Capability.PIN_TRANSLATE_AES.missing(under.label());
        }
    }

    /** The digits in ASCII, which the caller wipes. */
    static byte[] digits(
            Session session, KeyTable keys, PinSource under, PinFormat format, byte[] block, byte[] panDigits) {
        PinKey name =
                switch (under) {
                    case PinKey key -> key;
                    case DukptKey key ->
                        throw (key.ksn().isAes() ? Capability.PIN_DUKPT_AES : Capability.PIN_DUKPT_TDES)
                                .missing(key.label());
                };
        StoredKey key = keys.get(session, name);
        PinRules.requireFits(name.label(), format, key.algorithm());
        session.cipher(BlockCipher.DES3_ECB_DECRYPT, key.handle(), session.stage(block), block.length);
        byte[] pin = new byte[PinBlocks.LONGEST_PIN];
        try {
            int length = PinBlocks.read(format, session.result(), panDigits, MemorySegment.ofArray(pin));
            if (length < 0) {
                throw PinRules.malformed(name.label(), format);
            }
            return Arrays.copyOf(pin, length);
        } finally {
            session.result().asSlice(0, block.length).fill((byte) 0);
            Arrays.fill(pin, (byte) 0);
        }
    }
}
