package org.pointwork.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;

/**
 * A primary account number (ISO/IEC 7812-1), 8 to 19 digits. {@link #toString} shows at most the first six and last four.
 *
 * @param digits the whole number in clear: for routing, the HSM and the issuer's wire alone
 */
public record Pan(String digits) {
    private static final int SHORTEST = 8;
    private static final int SHORTEST_OF_A_CARD = 10;
    private static final int LONGEST = 19;

    public Pan {
        if (!isPan(digits)) {
            throw new IllegalArgumentException("a PAN has 8 to 19 digits");
        }
    }

    /** Whether it has the form of one; {@link #isPossible} says more. */
    public static boolean isPan(String text) {
        return text.length() >= SHORTEST && text.length() <= LONGEST && Digits.only(text);
    }

    /** The first six digits, or fewer of a number too short to show six and still hide something. */
    public String first6() {
        return digits.length() < 13 ? digits.substring(0, 2) : digits.substring(0, 6);
    }

    public String last4() {
        return digits.length() < 13 ? "" : digits.substring(digits.length() - 4);
    }

    /** First six, last four, stars between: what PCI DSS 3.4.1 lets a person see. */
    public String masked() {
        return first6() + "*".repeat(digits.length() - first6().length() - last4().length()) + last4();
    }

    /**
     * Whether a card can have it: an issuer's eight digits, one for the account at least and the check digit (ISO/IEC
     * 7812-1:2017, 4.2), which is right.
     */
    public boolean isPossible() {
        return digits.length() >= SHORTEST_OF_A_CARD && luhnValid();
    }

    /** Whether the last digit is the check digit of ISO/IEC 7812-1 annex B. */
    public boolean luhnValid() {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 1 ? digit * 2 : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** Its digits as ASCII for one operation, wiped when that returns. */
    public <T> T inClear(Function<byte[], T> operation) {
        byte[] ascii = digits.getBytes(StandardCharsets.US_ASCII);
        try {
            return operation.apply(ascii);
        } finally {
            Arrays.fill(ascii, (byte) 0);
        }
    }

    @Override
    public String toString() {
        return masked();
    }
}
