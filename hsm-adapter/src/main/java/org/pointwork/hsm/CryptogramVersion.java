package org.pointwork.hsm;

/** How an application cryptogram is made: the key it is under, and the padding of its data. */
public enum CryptogramVersion {
    /** Visa CVN 10: the card's master key itself, zeros. ARPC by method 1. */
    VISA_10(Session.NONE, false),
    /** Visa CVN 18: EMV common session key, ISO 9797-1 padding 2. ARPC by method 2. */
    VISA_18(Session.COMMON, true),
    /** Visa CVN 22: as 18, for cards with dynamic data of their own. ARPC by method 2. */
    VISA_22(Session.COMMON, true),
    /** Mastercard M/Chip with Mastercard's session key (CVN 16 and 17). ARPC by method 1. */
    MCHIP(Session.MASTERCARD, true),
    /** Mastercard M/Chip Advance with the EMV common session key (CVN 20 and 21). ARPC by method 1. */
    MCHIP_COMMON(Session.COMMON, true);

    /** Where the session key comes from. */
    public enum Session {
        /** There is none: the card's master key is used. */
        NONE,
        /** EMV Book 2, A1.3, from the transaction counter. */
        COMMON,
        /** M/Chip: from the counter and the unpredictable number. */
        MASTERCARD
    }

    private final Session session;
    private final boolean padded;

    CryptogramVersion(Session session, boolean padded) {
        this.session = session;
        this.padded = padded;
    }

    /** Where the session key comes from. */
    public Session session() {
        return session;
    }

    /** Whether the data ends with 80 and zeros (ISO 9797-1 padding method 2); with zeros only where not (method 1). */
    public boolean padded() {
        return padded;
    }
}
