package org.pointwork.hsm.pkcs11;

import java.lang.foreign.MemorySegment;

/** Ciphers of whole blocks without padding. CBC starts every message with a zero IV. */
enum BlockCipher {
    DES_CBC_ENCRYPT(Mechanisms.DES_CBC_ZERO_IV, 8, true, true),
    DES3_ECB_ENCRYPT(Mechanisms.DES3_ECB, 8, true, false),
    DES3_ECB_DECRYPT(Mechanisms.DES3_ECB, 8, false, false),
    DES3_CBC_ENCRYPT(Mechanisms.DES3_CBC_ZERO_IV, 8, true, true),
    AES_ECB_DECRYPT(Mechanisms.AES_ECB, 16, false, false),
    AES_CBC_ENCRYPT(Mechanisms.AES_CBC_ZERO_IV, 16, true, true);

    private final MemorySegment mechanism;
    private final int blockBytes;
    private final boolean encrypts;
    private final boolean chained;

    BlockCipher(MemorySegment mechanism, int blockBytes, boolean encrypts, boolean chained) {
        this.mechanism = mechanism;
        this.blockBytes = blockBytes;
        this.encrypts = encrypts;
        this.chained = chained;
    }

    MemorySegment mechanism() {
        return mechanism;
    }

    int blockBytes() {
        return blockBytes;
    }

    boolean encrypts() {
        return encrypts;
    }

    /** Whether a block's result depends on the one before it. */
    boolean isChained() {
        return chained;
    }
}
