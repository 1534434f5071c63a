package org.pointwork.hsm;

/** How a check value is computed (ANSI X9.24-1, Annex A). */
public enum KcvMethod {
    /** The first 3 bytes of an enciphered block of zeros. */
    LEGACY,
    /** The first 5 bytes of the CMAC of a block of zeros. */
    CMAC;

    /** What {@link Hsm#check} shows of such a key. */
    public static KcvMethod usualFor(KeyRef key, KeyAlgorithm algorithm) {
        return algorithm.isAes() && !(key instanceof TokenKey) ? CMAC : LEGACY;
    }

    /** The length of a check value. */
    public int lengthInBytes() {
        return this == CMAC ? 5 : 3;
    }
}
