package org.pointwork.iso8583;

import org.pointwork.model.Digits;

/** Track 2 (ISO/IEC 7813): PAN, separator {@code =} or {@code D}, expiry, service code, discretionary data. */
public final class Track2 {
    private static final int EXPIRY = 4;
    private static final int SERVICE_CODE = 3;

    private Track2() {}

    /** The digits before the separator, empty where there is no track or no separator. */
    public static String pan(String track2) {
        int separator = separator(track2);
        return separator < 0 ? "" : track2.substring(0, separator);
    }

    /**
     * What stands behind the PAN.
     *
     * @param expiry YYMM
     * @param serviceCode 3 digits
     * @param discretionary the issuer's own; each is empty where the track ends before it
     */
    public record Rest(String expiry, String serviceCode, String discretionary) {
        @Override
        public String toString() {
            return "track 2";
        }
    }

    /** What stands behind the separator. */
    public static Rest rest(String track2) {
        String rest = track2.substring(separator(track2) + 1);
        return rest.length() < EXPIRY + SERVICE_CODE
                ? new Rest("", "", "")
                : new Rest(
                        rest.substring(0, EXPIRY),
                        rest.substring(EXPIRY, EXPIRY + SERVICE_CODE),
                        rest.substring(EXPIRY + SERVICE_CODE));
    }

    static boolean isWellFormed(String track2) {
        int separator = separator(track2);
        return separator >= 8
                && separator <= 19
                && Digits.only(track2.substring(0, separator))
                && (separator == track2.length() - 1 || Digits.only(track2.substring(separator + 1)));
    }

    private static int separator(String track2) {
        return Math.max(track2.indexOf('='), track2.indexOf('D'));
    }
}
