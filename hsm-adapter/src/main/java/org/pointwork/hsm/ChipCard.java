package org.pointwork.hsm;

import org.pointwork.hsm.HsmException.Fault;

/**
 * One chip card, as far as its keys depend on it.
 *
 * @param panDigits the whole PAN as ASCII digits
 * @param sequence PAN sequence number (tag 5F34), 0 to 99; 0 where the card has none
 * @param option how its keys come from the issuer's (EMV Book 2, A1.4)
 */
public record ChipCard(byte[] panDigits, int sequence, Option option) {

    /** Derivation of the card's master keys. */
    public enum Option {
        /** The last 16 digits of PAN and sequence number. */
        A,
        /** A hash of PAN and sequence number, where they have more than 16 digits; as option A where not. */
        B
    }

    public ChipCard {
        if (sequence < 0 || sequence > 99) {
            throw HsmException.refused(Fault.FORMAT, "a chip card", "a PAN sequence number is 0 to 99");
        }
    }

    @Override
    public String toString() {
        return "chip card, option " + option;
    }
}
