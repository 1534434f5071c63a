package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.pointwork.hsm.pin.PinRules;

/** A PAN in the forms that commands take. */
final class Account {
    private static final int ACCOUNT_DIGITS = 12;

    private Account() {}

    /** The whole PAN. */
    static String pan(String subject, byte[] panDigits) {
        PinRules.requirePan(subject, panDigits);
        return new String(panDigits, US_ASCII);
    }

    /** The 12 right-most digits without the check digit, zeros in front of a shorter PAN. */
    static String number(String subject, byte[] panDigits) {
        String pan = pan(subject, panDigits);
        return right(pan.substring(0, pan.length() - 1), ACCOUNT_DIGITS);
    }

    private static String right(String digits, int count) {
        return digits.length() >= count
                ? digits.substring(digits.length() - count)
                : "0".repeat(count - digits.length()) + digits;
    }
}
