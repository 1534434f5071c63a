package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** MACs inside the token. */
final class MacOperations {
    static final int MAC_BYTES = 8;
    private static final int BLOCK = 8;

    private MacOperations() {}

    static byte[] mac(
            Session session, MacKey named, StoredKey key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        return switch (algorithm) {
            case RETAIL -> retail(session, named.label(), key, data, offset, length);
            case CMAC -> cmac(session, key, data, offset, length);
            case RETAIL_PADDED, CBC, CBC_PADDED, HMAC_SHA256 ->
                throw new HsmException(Reason.UNSUPPORTED, named.label(), algorithm + " is not for this token");
        };
    }

    /**
     * ISO 9797-1 algorithm 3 chains single DES with K1 and ends in a triple one. Few tokens do single DES, but triple
     * DES with K1‖K1 is the same: a companion chains all blocks but the last, and the real key encrypts the last.
     */
    static byte[] retail(Session session, String label, StoredKey key, byte[] data, int offset, int length) {
        var chain = key.chain()
                .orElseThrow(() ->
                        HsmException.refused(Fault.ALGORITHM, label, "a retail MAC takes a double-length TDES key"));
        // Padding method 1: zeros up to a whole, positive number of blocks.
        int padded = Math.max(BLOCK, Math.ceilDiv(length, BLOCK) * BLOCK);
        var staged = session.stage(data, offset, length, padded);
        int lastBlock = padded - BLOCK;
        if (lastBlock > 0) {
            session.cipher(chain.cipher(), chain.handle(), staged, lastBlock);
            xor(staged, lastBlock, session.result(), lastBlock - BLOCK);
        }
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, key.handle(), staged.asSlice(lastBlock), BLOCK);
        return session.result().asSlice(0, MAC_BYTES).toArray(JAVA_BYTE);
    }

    private static byte[] cmac(Session session, StoredKey key, byte[] data, int offset, int length) {
        var mechanism = key.algorithm().isTdes() ? Mechanisms.DES3_CMAC : Mechanisms.AES_CMAC;
        session.sign(mechanism, key.handle(), session.stage(data, offset, length, length), length);
        return session.result().asSlice(0, MAC_BYTES).toArray(JAVA_BYTE);
    }

    static void xor(MemorySegment into, long at, MemorySegment from, long fromAt) {
        for (int i = 0; i < BLOCK; i++) {
            into.set(JAVA_BYTE, at + i, (byte) (into.get(JAVA_BYTE, at + i) ^ from.get(JAVA_BYTE, fromAt + i)));
        }
    }
}
