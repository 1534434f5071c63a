package org.pointwork.hsm;

/** Card verification codes. Codes are ASCII digits; whoever holds one wipes it. */
public interface CardCodes {

    /** Whether {@code digits} (3 of them) is the card's CVV, iCVV or CVV2; takes the same time wherever they differ. */
    default boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        throw Capability.CARD_CODE.missing(key.label());
    }

    /** The card's CVV, iCVV or CVV2: 3 ASCII digits. For personalisation and for test issuers. */
    default byte[] cardCode(CvvKey key, CardCode over) {
        throw Capability.CARD_CODE.missing(key.label());
    }

    /** Whether {@code digits} (3 to 5 of them, the last ones of the code) is the transaction's CVC3 or dCVV. */
    default boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        throw Capability.CARD_CODE_DYNAMIC.missing(key.label());
    }
}
