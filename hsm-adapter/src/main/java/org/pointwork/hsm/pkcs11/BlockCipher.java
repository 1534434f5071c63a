package org.pointwork.hsm.pkcs11;

import java.lang.foreign.MemorySegment;

/** Ciphers of whole 8-byte blocks without padding. CBC starts every message with a zero IV. */
enum BlockCipher {
    DES_CBC_ENCRYPT(Mechanisms.DES_CBC_ZERO_IV, true, true),
    DES3_ECB_ENCRYPT(Mechanisms.DES3_ECB, true, false),
    DES3_ECB_DECRYPT(Mechanisms.DES3_ECB, false, false),
    DES3_CBC_ENCRYPT(Mechanisms.DES3_CBC_ZERO_IV, true, true);

    static final int BLOCK_BYTES = 8;

    private final MemorySegment mechanism;
    private final boolean encrypts;
    private final boolean chained;

    BlockCipher(MemorySegment mechanism, boolean encrypts, boolean chained) {
        this.mechanism = mechanism;
        this.encrypts = encrypts;
        this.chained = chained;
    }

    MemorySegment mechanism() {
        return mechanism;
    }

    boolean encrypts() {
        return encrypts;
    }

    /** Whether a block's result depends on the one before it. */
    boolean isChained() {
        return chained;
    }
}
