package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HexFormat;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/** A PAN in the forms that commands take. */
final class Account {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 19;
    private static final int ACCOUNT_DIGITS = 12;
    private static final int CARD_DIGITS = 16;

    private Account() {}

    /** The whole PAN. */
    static String pan(String subject, byte[] panDigits) {
        boolean isPan = panDigits.length >= SHORTEST && panDigits.length <= LONGEST;
        for (byte digit : panDigits) {
            isPan &= digit >= '0' && digit <= '9';
        }
        if (!isPan) {
            throw HsmException.refused(Fault.FORMAT, subject, "the PAN must be 8 to 19 digits");
        }
        return new String(panDigits, US_ASCII);
    }

    /** The 12 right-most digits without the check digit, zeros in front of a shorter PAN. */
    static String number(String subject, byte[] panDigits) {
        String pan = pan(subject, panDigits);
        return right(pan.substring(0, pan.length() - 1), ACCOUNT_DIGITS);
    }

    /** The 16 right-most digits of PAN and sequence number as 8 bytes (EMV Book 2, A1.4.1). */
    static byte[] card(String subject, byte[] panDigits, int sequence) {
        String digits = pan(subject, panDigits) + "%02d".formatted(sequence);
        return HexFormat.of().parseHex(right(digits, CARD_DIGITS));
    }

    private static String right(String digits, int count) {
        return digits.length() >= count
                ? digits.substring(digits.length() - count)
                : "0".repeat(count - digits.length()) + digits;
    }
}
