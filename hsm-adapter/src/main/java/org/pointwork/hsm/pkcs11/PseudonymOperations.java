package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Pseudonyms inside the token: ISO/IEC 9797-1 MAC algorithm 1 with padding method 3 and AES-256, the last block of
 *
 * <pre>
 * | length of the data in bits (16, big-endian) | data | zeros up to a whole, positive number of blocks |
 * </pre>
 *
 * under CBC with a zero IV. The length comes first, so no message begins another: on such messages a CBC-MAC is a
 * pseudo-random function, and data that differ in trailing zeros do not meet. Unlike HMAC, which tokens begin anew for
 * each call, it needs but one update of an operation that stays open.
 */
final class PseudonymOperations {
    private static final int BLOCK = BlockCipher.AES_CBC_ENCRYPT.blockBytes();
    private static final ValueLayout.OfLong BIG_ENDIAN = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private PseudonymOperations() {}

    static byte[] pseudonym(Session session, StoredKey key, byte[] data) {
        int padded = Math.max(BLOCK, Math.ceilDiv(data.length, BLOCK) * BLOCK);
        var message = session.stage(BLOCK + padded);
        message.set(BIG_ENDIAN, BLOCK - Long.BYTES, data.length * (long) Byte.SIZE);
        MemorySegment.copy(data, 0, message, JAVA_BYTE, BLOCK, data.length);
        session.cipher(BlockCipher.AES_CBC_ENCRYPT, key.handle(), message, BLOCK + padded);
        return session.result().asSlice(padded, BLOCK).toArray(JAVA_BYTE);
    }
}
