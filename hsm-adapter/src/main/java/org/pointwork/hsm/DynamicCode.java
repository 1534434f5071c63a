package org.pointwork.hsm;

/**
 * What a dynamic card verification code of a contactless magnetic stripe transaction is made over.
 *
 * @param kind how it is made
 * @param track CVC3: the track data with its discretionary fields as the card delivers them for the computation; dCVV:
 *     expiry YYMM and service code, 7 ASCII digits
 * @param atc application transaction counter, 0 to 65535
 * @param unpredictable CVC3: 4 bytes; dCVV: none
 */
public record DynamicCode(Kind kind, byte[] track, int atc, byte[] unpredictable) {

    /** How the code is made. */
    public enum Kind {
        /** Mastercard: the last two bytes of an enciphered block as a decimal number. */
        CVC3,
        /** Visa: a CVV over the PAN with the counter in it, under the card's own key. */
        DCVV
    }

    @Override
    public String toString() {
        return "what a " + kind + " is made over";
    }
}
