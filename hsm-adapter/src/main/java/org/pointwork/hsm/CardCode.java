package org.pointwork.hsm;

import java.util.regex.Pattern;
import org.pointwork.hsm.HsmException.Fault;

/**
 * What a static card verification code is made over. No code is kept here, only what it belongs to.
 *
 * @param panDigits the whole PAN as ASCII digits, at most 19
 * @param expiry 4 digits in the order that the scheme uses for this code: YYMM on a track, MMYY for most CVV2
 * @param serviceCode 3 digits: that of the track for CVV, {@link #CVV2}, {@link #ICVV}
 */
public record CardCode(byte[] panDigits, String expiry, String serviceCode) {
    /** Stands where the service code would, for the code printed on the card. */
    public static final String CVV2 = "000";
    /** Stands where the service code would, for the code in a chip's track data. */
    public static final String ICVV = "999";

    private static final String SUBJECT = "a card code";
    private static final Pattern EXPIRY = Pattern.compile("[0-9]{4}");
    private static final Pattern SERVICE_CODE = Pattern.compile("[0-9]{3}");

    public CardCode {
        if (!EXPIRY.matcher(expiry).matches()) {
            throw HsmException.refused(Fault.FORMAT, SUBJECT, "an expiry date is 4 digits");
        }
        if (!SERVICE_CODE.matcher(serviceCode).matches()) {
            throw HsmException.refused(Fault.FORMAT, SUBJECT, "a service code is 3 digits");
        }
    }

    @Override
    public String toString() {
        return "what a card verification code is made over";
    }
}
