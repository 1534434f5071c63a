package org.pointwork.iso8583;

import org.pointwork.model.Currency;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * DE 54, up to six amounts. 2003 tells the decimals of each, 1987 leaves them to the currency.
 *
 * <pre>
 *  1987  account type 2, amount type 2, currency 3,             C or D, amount 12
 *  2003  account type 2, amount type 2, currency 3, decimals 1, C or D, amount 12
 * </pre>
 */
record AdditionalAmountsConversion(int de) implements Conversion {
    private static final int BEFORE_DECIMALS = 7;
    private static final int WITHOUT = 20;
    private static final int WITH = 21;

    @Override
    public int[] becomes() {
        return new int[] {de};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String text = read.text(de);
        if (text.length() % WITH != 0 || !read.has(de)) {
            return;
        }
        StringBuilder amounts = new StringBuilder();
        for (int at = 0; at < text.length(); at += WITH) {
            amounts.append(text, at, at + BEFORE_DECIMALS).append(text, at + BEFORE_DECIMALS + 1, at + WITH);
        }
        canonical.set(de, amounts.toString());
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String text = canonical.text(de);
        StringBuilder amounts = new StringBuilder();
        for (int at = 0; at + WITHOUT <= text.length(); at += WITHOUT) {
            String currency = text.substring(at + 4, at + BEFORE_DECIMALS);
            int decimals = Currency.of(currency).map(Currency::exponent).orElse(0);
            amounts.append(text, at, at + BEFORE_DECIMALS).append(decimals);
            amounts.append(text, at + BEFORE_DECIMALS, at + WITHOUT);
        }
        if (!amounts.isEmpty() && text.length() % WITHOUT == 0) {
            written.set(de, amounts.toString());
        }
    }
}
