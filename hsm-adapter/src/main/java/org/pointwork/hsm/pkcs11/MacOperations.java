package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.dukpt.AesSteps.Use;

/** MACs inside the token, but for those under TDEA DUKPT: see {@link TokenDukpt}. */
final class MacOperations {
    private static final int BLOCK = 8;
    private static final byte PAD = (byte) 0x80;

    private MacOperations() {}

    static byte[] mac(
            Session session,
            KeyTable keys,
            MacSource under,
            MacAlgorithm algorithm,
            byte[] data,
            int offset,
            int length) {
        return switch (under) {
            case MacKey key -> mac(session, key, keys.get(session, key), algorithm, data, offset, length);
            case DukptKey key
            when key.ksn().isAes() ->
                TokenDukpt.aes(
                        session,
                        keys,
                        key,
                        use(key, algorithm),
                        handle -> sign(session, mechanism(algorithm, false), handle, algorithm, data, offset, length));
            case DukptKey key ->
                TokenDukpt.tdes(session, keys, key, it -> it.mac(key.way(), algorithm, data, offset, length));
        };
    }

    private static Use use(DukptKey key, MacAlgorithm algorithm) {
        return switch (algorithm) {
            case CMAC -> Use.MAC;
            case HMAC_SHA256 -> Use.HMAC;
            case RETAIL, RETAIL_PADDED, CBC, CBC_PADDED ->
                throw HsmException.refused(
                        Fault.ALGORITHM, key.label(), algorithm + " is not a MAC of AES DUKPT (X9.24-3)");
        };
    }

    private static byte[] mac(
            Session session, MacKey named, StoredKey key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        algorithm.require(named.label(), key.algorithm());
        return switch (algorithm) {
            case RETAIL, RETAIL_PADDED -> retail(session, key, algorithm, data, offset, length);
            case CBC, CBC_PADDED -> cbc(session, key, algorithm, data, offset, length);
            case CMAC, HMAC_SHA256 ->
                sign(
                        session,
                        mechanism(algorithm, key.algorithm().isTdes()),
                        key.handle(),
                        algorithm,
                        data,
                        offset,
                        length);
        };
    }

    /**
     * ISO 9797-1 algorithm 3 chains single DES with K1 and ends in a triple one. Few tokens do single DES, but triple
     * DES with K1‖K1 is the same: a companion chains all blocks but the last, and the real key encrypts the last.
     */
    static byte[] retail(Session session, StoredKey key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        var chain = key.chain().orElseThrow();
        int padded = paddedLength(algorithm, length);
        var staged = staged(session, algorithm, data, offset, length);
        int lastBlock = padded - BLOCK;
        if (lastBlock > 0) {
            session.cipher(chain.cipher(), chain.handle(), staged, lastBlock);
            xor(staged, lastBlock, session.result(), lastBlock - BLOCK);
        }
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, key.handle(), staged.asSlice(lastBlock), BLOCK);
        return taken(session, 0, BLOCK);
    }

    /** ISO 9797-1 algorithm 1. */
    private static byte[] cbc(
            Session session, StoredKey key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        int padded = paddedLength(algorithm, length);
        var staged = staged(session, algorithm, data, offset, length);
        session.cipher(BlockCipher.DES3_CBC_ENCRYPT, key.handle(), staged, padded);
        return taken(session, padded - BLOCK, BLOCK);
    }

    private static MemorySegment mechanism(MacAlgorithm algorithm, boolean isTdes) {
        return algorithm == MacAlgorithm.HMAC_SHA256
                ? Mechanisms.SHA256_HMAC
                : isTdes ? Mechanisms.DES3_CMAC : Mechanisms.AES_CMAC;
    }

    private static byte[] sign(
            Session session,
            MemorySegment mechanism,
            long handle,
            MacAlgorithm algorithm,
            byte[] data,
            int offset,
            int length) {
        session.sign(mechanism, handle, session.stage(data, offset, length, length), length);
        return taken(session, 0, algorithm.lengthInBytes());
    }

    /** Padding method 1: zeros up to a whole, positive number of blocks. Method 2: 80 first. */
    private static int paddedLength(MacAlgorithm algorithm, int length) {
        int least = algorithm.isPadded() ? length + 1 : Math.max(1, length);
        return Math.ceilDiv(least, BLOCK) * BLOCK;
    }

    private static MemorySegment staged(Session session, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        var staged = session.stage(data, offset, length, paddedLength(algorithm, length));
        if (algorithm.isPadded()) {
            staged.set(JAVA_BYTE, length, PAD);
        }
        return staged;
    }

    private static byte[] taken(Session session, int at, int length) {
        return session.result().asSlice(at, length).toArray(JAVA_BYTE);
    }

    static void xor(MemorySegment into, long at, MemorySegment from, long fromAt) {
        for (int i = 0; i < BLOCK; i++) {
            into.set(JAVA_BYTE, at + i, (byte) (into.get(JAVA_BYTE, at + i) ^ from.get(JAVA_BYTE, fromAt + i)));
        }
    }
}
