package org.pointwork.model;

import java.math.BigDecimal;

/**
 * An amount of money, exact.
 *
 * @param minor whole minor units (paise, cents), never negative and at most twelve digits as in DE 4
 * @param currency gives the number of decimals
 */
public record Amount(long minor, Currency currency) {
    private static final long LARGEST = 999_999_999_999L;

    public Amount {
        if (minor < 0 || minor > LARGEST) {
            throw new IllegalArgumentException("an amount has at most twelve digits and no sign");
        }
    }

    /** The twelve digits of DE 4 (ISO 8583:1987, 4.3.4). */
    public String twelveDigits() {
        String digits = Long.toString(minor);
        return "0".repeat(12 - digits.length()) + digits;
    }

    public Amount withMinor(long other) {
        return new Amount(other, currency);
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(minor, currency.exponent()).toPlainString() + " " + currency.numeric();
    }
}
