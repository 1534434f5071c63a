package org.pointwork.hsm;

/** PIN blocks (ISO 9564-1). A PIN goes in enciphered and never comes out. */
public interface Pins {

    /**
     * Re-enciphers a PIN block from one key to another, for the same PAN. TDEA keys take formats 0, 1 and 3 (8 bytes), AES
     * keys format 4 (16 bytes).
     *
     * @param encryptedBlock the enciphered block, 8 or 16 bytes
     * @param panDigits the whole PAN as ASCII digits, check digit included, 8 to 19 of them
     * @return the block under {@code to}
     * @throws HsmException REFUSED for a translation that ISO 9564-1 forbids, the rule named in the message;
     *     BAD_PIN_BLOCK when the block does not belong to this PAN or is malformed: answer it as a wrong PIN
     */
    byte[] translatePin(
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] encryptedBlock,
            byte[] panDigits);

    /**
     * Whether the PIN in the block is the card's.
     *
     * @param reference what the issuer keeps: 4 digits of PVV, or an offset as long as the PIN
     * @throws HsmException as {@link #translatePin}
     */
    default boolean verifyPin(
            PinSource under,
            PinFormat format,
            byte[] encryptedBlock,
            byte[] panDigits,
            PinMethod method,
            String reference) {
        throw capability(method).missing(method.label());
    }

    /** What the issuer keeps of the PIN in the block, for a PIN that was changed or issued. */
    default String pinReference(
            PinSource under, PinFormat format, byte[] encryptedBlock, byte[] panDigits, PinMethod method) {
        throw capability(method).missing(method.label());
    }

    private static Capability capability(PinMethod method) {
        return switch (method) {
            case PinMethod.VisaPvv _ -> Capability.PIN_PVV;
            case PinMethod.Ibm3624 _ -> Capability.PIN_IBM3624;
        };
    }
}
