package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.model.Currency;
import org.pointwork.model.Digits;

/**
 * DE 54 of a request (ISO 8583:1987, 4.3.54): up to six amounts of 20 characters.
 *
 * <pre>
 *  account type 2, amount type 2 (40 is cash), currency 3, C or D, amount 12
 * </pre>
 */
final class AdditionalAmounts {
    private static final int LENGTH = 20;
    private static final int TYPE_AT = 2;
    private static final int CURRENCY_AT = 4;
    private static final int SIGN_AT = 7;
    private static final int AMOUNT_AT = 8;
    private static final String CASH = "40";

    private AdditionalAmounts() {}

    /** Minor units of the cash in a purchase; nothing where there is none in this currency. */
    static Optional<Long> cashMinor(String amounts, Currency currency) {
        for (int at = 0; at + LENGTH <= amounts.length(); at += LENGTH) {
            String amount = amounts.substring(at, at + LENGTH);
            String digits = amount.substring(AMOUNT_AT);
            if (amount.startsWith(CASH, TYPE_AT)
                    && amount.startsWith(currency.numeric(), CURRENCY_AT)
                    && amount.charAt(SIGN_AT) == 'D'
                    && Digits.only(digits)) {
                return Optional.of(Long.parseLong(digits));
            }
        }
        return Optional.empty();
    }
}
