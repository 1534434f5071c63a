package org.pointwork.hsm;

import java.util.Optional;

/**
 * A PIN that is to be set on a card, as it came: in PIN blocks of the card's PAN.
 *
 * @param under what the blocks are under
 * @param encryptedBlock the new PIN
 * @param currentBlock the PIN before, where the card is to check it (Visa: P1 = 01); empty where not
 */
public record PinChange(PinSource under, PinFormat format, byte[] encryptedBlock, Optional<byte[]> currentBlock) {
    /** To a new PIN, whatever the one before. */
    public static PinChange to(PinSource under, PinFormat format, byte[] encryptedBlock) {
        return new PinChange(under, format, encryptedBlock, Optional.empty());
    }

    @Override
    public String toString() {
        return "change of a PIN, " + format + " under " + under.label();
    }
}
