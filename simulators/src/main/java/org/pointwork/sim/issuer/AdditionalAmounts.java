package org.pointwork.sim.issuer;

import java.util.Locale;

/**
 * DE 54 (ISO 8583:1987, 4.3.54), 20 characters an amount: account type 2, amount type 2, currency 3, sign 1 (C or D), 12
 * digits.
 */
final class AdditionalAmounts {
    private static final String DEFAULT_ACCOUNT = "00";
    private static final String LEDGER = "01";
    private static final String AVAILABLE = "02";
    private static final String ORIGINAL = "57";

    private AdditionalAmounts() {}

    static String balances(long ledgerMinor, long availableMinor, String currency) {
        return balance(LEDGER, ledgerMinor, currency) + balance(AVAILABLE, availableMinor, currency);
    }

    /** What was asked for, where less was approved. */
    static String original(long minor, String currency) {
        return amount(ORIGINAL, currency, 'D', minor);
    }

    private static String balance(String type, long minor, String currency) {
        return amount(type, currency, minor < 0 ? 'D' : 'C', Math.abs(minor));
    }

    private static String amount(String type, String currency, char sign, long minor) {
        return DEFAULT_ACCOUNT + type + currency + sign + String.format(Locale.ROOT, "%012d", minor);
    }
}
