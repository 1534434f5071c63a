package org.pointwork.hsm;

/** How an application cryptogram is made, and what belongs to it: keys, padding, the form of scripts. */
public enum CryptogramVersion {
    /** Visa CVN 10: the card's master key itself, zeros. ARPC by method 1. */
    VISA_10(Session.NONE, Session.NONE, false, Script.VISA_COUNTER),
    /** Visa CVN 18: EMV common session key, ISO 9797-1 padding 2. ARPC by method 2. */
    VISA_18(Session.COMMON, Session.COMMON, true, Script.VISA_COUNTER),
    /** Visa CVN 22: as 18, and scripts under the EMV common session key too. ARPC by method 2. */
    VISA_22(Session.COMMON, Session.COMMON, true, Script.VISA_COMMON),
    /** Mastercard M/Chip with Mastercard's session key (CVN 16 and 17). ARPC by method 1, under the card's master key. */
    MCHIP(Session.MASTERCARD, Session.NONE, true, Script.MASTERCARD),
    /** Mastercard M/Chip with the EMV common session key (CVN 20 and 21). ARPC by method 1. */
    MCHIP_COMMON(Session.COMMON, Session.COMMON, true, Script.MASTERCARD);

    /** Where the session key comes from. */
    public enum Session {
        /** There is none: the card's master key is used. */
        NONE,
        /** EMV Book 2, A1.3, from the transaction counter. */
        COMMON,
        /** M/Chip: from the counter and the unpredictable number. */
        MASTERCARD
    }

    /** How scripts are secured. */
    public enum Script {
        /** Visa's PIN block; session keys are the card's with the transaction counter in them. */
        VISA_COUNTER,
        /** PIN block format 2, Visa's own with the current PIN; EMV common session keys from the cryptogram. */
        VISA_COMMON,
        /** PIN block format 2; EMV common session keys from the cryptogram, which each command counts up. */
        MASTERCARD
    }

    private final Session session;
    private final Session answer;
    private final boolean padded;
    private final Script script;

    CryptogramVersion(Session session, Session answer, boolean padded, Script script) {
        this.session = session;
        this.answer = answer;
        this.padded = padded;
        this.script = script;
    }

    /** Where the session key of the card's cryptogram comes from. */
    public Session session() {
        return session;
    }

    /** Where the session key of the issuer's cryptogram (ARPC) comes from. */
    public Session answer() {
        return answer;
    }

    /** Whether the data ends with 80 and zeros (ISO 9797-1 padding method 2); with zeros only where not (method 1). */
    public boolean padded() {
        return padded;
    }

    /** How its scripts are secured. */
    public Script script() {
        return script;
    }
}
