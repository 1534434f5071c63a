package org.pointwork.iso8583;

import org.pointwork.model.Digits;

/** Track 2 (ISO/IEC 7813): PAN, separator {@code =} or {@code D}, expiry, service code, discretionary data. */
public final class Track2 {
    private Track2() {}

    /** The digits before the separator, empty where there is no track or no separator. */
    public static String pan(String track2) {
        int separator = separator(track2);
        return separator < 0 ? "" : track2.substring(0, separator);
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
