package org.pointwork.sim.hsm;

import org.pointwork.hsm.HsmException;

/** A command that ends with an error code. */
final class Refusal extends RuntimeException {
    static final String NOT_VERIFIED = "01";
    static final String DONE_WITH_LONGER_KEY = "02";
    static final String KEY_TYPE_CODE = "04";
    static final String PARITY = "10";
    static final String INPUT = "15";
    static final String PIN_BLOCK = "20";
    static final String FORMATS = "23";
    static final String DECIMALIZATION = "25";
    static final String NOT_PERMITTED = "29";
    static final String INTERNAL = "41";
    static final String DISABLED = "68";
    static final String DATA_LENGTH = "80";
    static final String BLOCK_FORMAT = "83";
    static final String CHECK_VALUE = "84";
    static final String BLOCK_AUTHENTICATION = "A4";
    static final String BLOCK_USAGE = "A6";
    static final String BLOCK_ALGORITHM = "A7";

    private static final long serialVersionUID = 1;

    private final String code;

    Refusal(String code) {
        super("error code " + code, null, false, false);
        this.code = code;
    }

    /** What the box would say where its engine throws this. */
    static Refusal of(HsmException e) {
        return new Refusal(
                switch (e.reason()) {
                    case BAD_PIN_BLOCK -> PIN_BLOCK;
                    case UNSUPPORTED -> DISABLED;
                    case REFUSED ->
                        switch (e.fault()) {
                            case LENGTH -> DATA_LENGTH;
                            case PARITY, WEAK_KEY -> PARITY;
                            case CHECK_VALUE -> CHECK_VALUE;
                            case USAGE -> BLOCK_USAGE;
                            case ALGORITHM -> BLOCK_ALGORITHM;
                            case FORMAT, OTHER -> INPUT;
                            case FORBIDDEN_TRANSLATION -> FORMATS;
                            case NOT_AUTHENTIC -> NOT_VERIFIED;
                            case POLICY -> NOT_PERMITTED;
                        };
                    case KEY_MISSING, UNAVAILABLE, BUSY, BAD_SEAL, MALFUNCTION -> INTERNAL;
                });
    }

    String code() {
        return code;
    }
}
