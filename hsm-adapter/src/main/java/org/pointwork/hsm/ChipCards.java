package org.pointwork.hsm;

/** Chip cards (EMV Book 2). Keys of cards and sessions are derived in the module and forgotten. */
public interface ChipCards {

    /** Whether the card made this cryptogram over this data; takes the same time wherever they differ. */
    default boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        throw Capability.CHIP_CRYPTOGRAM.missing(key.label());
    }

    /**
     * The issuer's cryptogram (ARPC), for a request whose own is right.
     *
     * @return 8 bytes by method 1, 4 by method 2
     * @throws HsmException REFUSED where the request's cryptogram is wrong
     */
    default byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        throw Capability.CHIP_CRYPTOGRAM.missing(key.label());
    }

    /**
     * The MAC of a script command, under the session's key.
     *
     * @param command header and data as they are authenticated, unpadded
     * @return 8 bytes
     */
    default byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        throw Capability.CHIP_SCRIPT.missing(key.label());
    }

    /**
     * A PIN from a PIN block, enciphered for a script command that sets it on the card (EMV Book 2, 9.3): for Visa with its
     * length before it, 16 bytes; for M/Chip format 2, 8 bytes.
     *
     * @param cryptogramKey of the same issuer; Visa's PIN block is built with the card's cryptogram key
     * @return the command's data, 16 or 8 bytes
     * @throws HsmException BAD_PIN_BLOCK as {@link Pins#translatePin}; REFUSED for a current PIN where the version has no
     *     place for one
     */
    default byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        throw Capability.CHIP_SCRIPT_PIN.missing(key.label());
    }
}
