package org.pointwork.iso8583;

/** Track 2 (ISO/IEC 7813): PAN, separator {@code =} or {@code D}, expiry, service code, discretionary data. */
public final class Track2 {
    private Track2() {}

    /** The digits before the separator, empty where there is no track or no separator. */
    public static String pan(String track2) {
        int separator = Math.max(track2.indexOf('='), track2.indexOf('D'));
        return separator < 0 ? "" : track2.substring(0, separator);
    }
}
