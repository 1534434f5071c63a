package org.pointwork.model;

import java.util.Set;

/** DE 39 as ISO 8583:1987 and its common private extensions have it. */
public final class ResponseCode {
    public static final String APPROVED = "00";
    public static final String INVALID_MERCHANT = "03";
    public static final String INVALID_TRANSACTION = "12";
    public static final String INVALID_AMOUNT = "13";
    public static final String INVALID_CARD = "14";
    public static final String ORIGINAL_NOT_FOUND = "25";
    public static final String FORMAT_ERROR = "30";
    public static final String WRONG_PIN = "55";
    public static final String PICK_UP = "04";
    public static final String LOST_CARD = "41";
    public static final String STOLEN_CARD = "43";
    public static final String NOT_PERMITTED_TO_CARD = "57";
    public static final String NOT_PERMITTED_TO_TERMINAL = "58";
    public static final String EXCEEDS_LIMIT = "61";
    public static final String SECURITY_VIOLATION = "63";
    public static final String WRONG_ORIGINAL_AMOUNT = "64";
    public static final String EXCEEDS_COUNT = "65";
    public static final String LATE = "68";
    public static final String CUTOVER = "90";
    public static final String ISSUER_UNAVAILABLE = "91";
    public static final String NO_ROUTE = "92";
    public static final String DUPLICATE = "94";
    public static final String RECONCILIATION_ERROR = "95";
    public static final String MALFUNCTION = "96";

    private static final Set<String> APPROVALS = Set.of("00", "08", "10", "11");

    /** The other side could not do it now, and did not judge it: an advice or a reversal has to be sent again. */
    private static final Set<String> NOT_NOW = Set.of("19", "63", "90", "91", "96");

    /** With these a reversal is settled: done, done before, or nothing there to undo. */
    private static final Set<String> UNDONE = Set.of("00", "08", "21", "25", "94");

    private ResponseCode() {}

    public static boolean settlesNothing(String code) {
        return NOT_NOW.contains(code);
    }

    public static boolean undoes(String code) {
        return UNDONE.contains(code);
    }

    public static boolean approves(String code) {
        return APPROVALS.contains(code);
    }
}
