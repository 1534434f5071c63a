package org.pointwork.hsm;

/**
 * The side that first sees a PIN: terminals and test issuers, never the switch. Production switches hold no clear PIN, so
 * this stays off the switch's port.
 */
public interface PinPad {

    /**
     * Makes an ISO 9564-1 block and enciphers it. Formats 0 (TDEA) and 4 (AES) are the usual ones.
     *
     * @param pinDigits 4 to 12 ASCII digits; the caller wipes them
     * @param panDigits the whole PAN as ASCII digits, check digit included, 8 to 19 of them
     * @return 8 bytes, 16 for format 4
     * @throws HsmException REFUSED when PIN or PAN have the wrong length or other characters than digits, for format 2,
     *     and for a format that does not go with the key's algorithm
     */
    byte[] encipherPin(PinKey key, PinFormat format, byte[] pinDigits, byte[] panDigits);

    /**
     * As {@link #encipherPin(PinKey, PinFormat, byte[], byte[])} with format 0. The same PIN, PAN and key give the same
     * block, so an issuer can verify a PIN by comparing blocks.
     */
    default byte[] encipherPin(PinKey key, byte[] pinDigits, byte[] panDigits) {
        return encipherPin(key, PinFormat.ISO_0, pinDigits, panDigits);
    }
}
