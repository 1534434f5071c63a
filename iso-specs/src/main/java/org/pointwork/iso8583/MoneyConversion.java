package org.pointwork.iso8583;

import org.pointwork.model.Currency;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Currency, decimals and amount in one element of 2003, against an amount and a currency of their own in 1987. */
record MoneyConversion(int de, int currencyDe) implements Conversion {
    private static final int DIGITS = 16;

    @Override
    public int[] becomes() {
        return new int[] {de, currencyDe};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String money = read.text(de);
        if (money.length() == DIGITS) {
            canonical.set(de, money.substring(4)).set(currencyDe, money.substring(0, 3));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String money = money(canonical.text(currencyDe), canonical.text(de));
        if (!money.isEmpty()) {
            written.set(de, money);
        }
    }

    /** Sixteen digits, empty where it is no amount or of no known currency. */
    static String money(String currency, String amount) {
        return amount.length() == 12 && Digits.only(amount)
                ? Currency.of(currency)
                        .map(known -> currency + known.exponent() + amount)
                        .orElse("")
                : "";
    }
}
