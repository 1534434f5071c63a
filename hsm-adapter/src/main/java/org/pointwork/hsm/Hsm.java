package org.pointwork.hsm;

/**
 * What the switch asks of a hardware security module. Keys are named, never held: every operation on a key happens
 * inside the module, and nothing ever falls back to working in the clear.
 *
 * <p>All operations may be called from any number of threads, virtual ones included. They fail with {@link HsmException},
 * whose {@link HsmException.Reason} says whether waiting, an operator or nothing at all will help. No exception, log or
 * {@code toString} carries a key, a PIN or a PAN.
 */
public interface Hsm extends AutoCloseable {

    /**
     * The check value of the key that the module holds now, computed in the module: TDES: encryption of a zero block, 3
     * bytes; AES: CMAC of a zero block, 5 bytes (ANSI X9.24-1); AES keys for pseudonyms, which do no CMAC: encryption
     * of a zero block, 3 bytes (PKCS#11, CKA_CHECK_VALUE).
     */
    Kcv check(KeyRef key);

    /**
     * Re-enciphers a PIN block from one key to another (ISO 9564-1), for the same PAN.
     *
     * @param encryptedBlock the enciphered block, 8 bytes for format 0
     * @param panDigits the whole PAN as ASCII digits, check digit included, 8 to 19 of them
     * @return the block under {@code to}, 8 bytes for format 0
     * @throws HsmException REFUSED for a translation that ISO 9564-1 forbids, the rule named in the message;
     *     BAD_PIN_BLOCK when the block does not belong to this PAN or is malformed: answer it as a wrong PIN
     */
    byte[] translatePin(
            PinKey from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] encryptedBlock, byte[] panDigits);

    /**
     * A MAC over part of an array.
     *
     * @return 8 bytes
     */
    byte[] mac(MacKey key, MacAlgorithm algorithm, byte[] data, int offset, int length);

    /** Whether {@code mac} is the 8-byte MAC of the data; takes the same time wherever the two differ. */
    boolean verifyMac(MacKey key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac);

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
     * The same module for calls that finish work which was let in before, such as the MAC of an answer. Under too much
     * load such calls are served while those that begin work are refused with BUSY. Closing it closes this.
     */
    default Hsm toFinish() {
        return this;
    }

    /** How the module is doing; asks the module itself, and never throws. */
    HsmHealth health();

    /** Gives the sessions back. */
    @Override
    void close();
}
