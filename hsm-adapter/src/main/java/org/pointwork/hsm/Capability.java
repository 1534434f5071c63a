package org.pointwork.hsm;

/** What a module may be able to do. An adapter declares those that it does; all others are refused. */
public enum Capability {
    MAC_RETAIL("ISO 9797-1 MAC algorithm 3"),
    MAC_CBC("ISO 9797-1 MAC algorithm 1"),
    MAC_CMAC_TDES("CMAC with TDEA"),
    MAC_CMAC_AES("CMAC with AES"),
    MAC_HMAC_SHA256("HMAC-SHA-256"),
    MAC_DUKPT_TDES("MAC of requests under TDEA DUKPT"),
    MAC_DUKPT_AES("MAC under AES DUKPT"),
    PIN_TRANSLATE("translation of PIN blocks between TDEA keys"),
    PIN_TRANSLATE_AES("translation of PIN blocks to and from AES keys"),
    PIN_DUKPT_TDES("PIN blocks under TDEA DUKPT"),
    PIN_DUKPT_AES("PIN blocks under AES DUKPT"),
    PIN_PVV("Visa PIN verification values"),
    PIN_IBM3624("IBM 3624 PIN offsets"),
    CARD_CODE("CVV, iCVV and CVV2"),
    CARD_CODE_DYNAMIC("CVC3 and dCVV"),
    CHIP_CRYPTOGRAM("verification of application cryptograms, and ARPC"),
    CHIP_SCRIPT("MACs of issuer scripts"),
    CHIP_SCRIPT_PIN("PINs in issuer scripts"),
    DATA_DUKPT_TDES("data of requests under TDEA DUKPT"),
    DUKPT_TDES_RESPONSE("MAC and data of responses under TDEA DUKPT"),
    DATA_DUKPT_AES("data under AES DUKPT"),
    PSEUDONYM("pseudonyms"),
    SEAL("sealed data");

    private final String inWords;

    Capability(String inWords) {
        this.inWords = inWords;
    }

    /** For people. */
    public String inWords() {
        return inWords;
    }

    /** What is thrown where the module cannot do this. */
    public HsmException missing(String subject) {
        return new HsmException(HsmException.Reason.UNSUPPORTED, subject, "this module does no " + inWords);
    }
}
