package org.pointwork.hsm;

/** What the issuer's cryptogram (ARPC) says to the card. */
public sealed interface ChipAnswer {

    /**
     * Method 1 (EMV Book 2, 8.2.1): 8 bytes.
     *
     * @param responseCode tag 8A, 2 bytes
     */
    record Method1(byte[] responseCode) implements ChipAnswer {}

    /**
     * Method 2 (EMV Book 2, 8.2.2): 4 bytes.
     *
     * @param statusUpdate card status update, 4 bytes
     * @param proprietary 0 to 8 bytes
     */
    record Method2(byte[] statusUpdate, byte[] proprietary) implements ChipAnswer {}
}
