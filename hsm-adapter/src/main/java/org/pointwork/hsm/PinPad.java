package org.pointwork.hsm;

/**
 * The side that first sees a PIN: terminals and test issuers, never the switch. Production switches hold no clear PIN, so
 * this stays off the switch's port.
 */
public interface PinPad {

    /**
     * Makes an ISO 9564-1 format 0 block and enciphers it. The same PIN, PAN and key give the same block, so an issuer can
     * verify a PIN by comparing blocks.
     *
     * @param pinDigits 4 to 12 ASCII digits; the caller wipes them
     * @param panDigits the whole PAN as ASCII digits, check digit included
     * @return 8 bytes
     * @throws HsmException REFUSED when PIN or PAN have the wrong length or other characters than digits
     */
    byte[] encipherPin(PinKey key, byte[] pinDigits, byte[] panDigits);
}
