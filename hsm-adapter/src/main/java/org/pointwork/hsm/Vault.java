package org.pointwork.hsm;

/** Data that must not be stored in the clear. */
public interface Vault {

    /**
     * A keyed pseudonym of data that must not be stored, such as a PAN: equal data, equal pseudonym. ISO/IEC 9797-1 MAC
     * algorithm 1 with padding method 3 and AES-256: the block with the length comes first, so no message begins another
     * and the CBC-MAC is a pseudo-random function over data of any length.
     *
     * @return 16 bytes
     */
    byte[] pseudonym(TokenKey key, byte[] data);

    /**
     * Encrypts and authenticates with AES-GCM under a 12-byte IV that was never used before.
     *
     * @param aad bound to the result but not part of it, such as a row's identity; may be empty
     * @return IV (12 bytes), ciphertext, tag (16 bytes)
     */
    byte[] seal(SealKey key, byte[] clear, byte[] aad);

    /**
     * Undoes {@link #seal}.
     *
     * @throws HsmException BAD_SEAL when the bytes or the {@code aad} are not those that were sealed
     */
    byte[] open(SealKey key, byte[] sealed, byte[] aad);

    /**
     * Enciphers data for or from a terminal under the data key of one DUKPT transaction: CBC, an IV of zeros, whole blocks.
     *
     * @param clear a multiple of 8 bytes for TDEA, of 16 for AES
     */
    default byte[] encrypt(DukptKey key, byte[] clear) {
        throw (key.ksn().isAes() ? Capability.DATA_DUKPT_AES : Capability.DATA_DUKPT_TDES).missing(key.label());
    }

    /** Undoes {@link #encrypt}; the caller wipes the result. */
    default byte[] decrypt(DukptKey key, byte[] enciphered) {
        throw (key.ksn().isAes() ? Capability.DATA_DUKPT_AES : Capability.DATA_DUKPT_TDES).missing(key.label());
    }
}
