package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What really passed, where a part is reversed: two moneys in DE 30 of jPOS-CMF against the amounts in DE 95 of 1987. */
record ReplacementConversion(int de) implements Conversion {
    private static final int REPLACEMENT = 95;
    private static final int CURRENCY = 49;
    private static final int SETTLEMENT_CURRENCY = 50;
    private static final String NO_FEES = "C00000000C00000000";

    @Override
    public int[] becomes() {
        return new int[] {REPLACEMENT};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String text = read.text(de);
        if (mti.messageClass() == '4' && text.length() == 32) {
            canonical.set(REPLACEMENT, text.substring(4, 16) + text.substring(20) + NO_FEES);
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String text = canonical.text(REPLACEMENT);
        if (text.length() != 42) {
            return;
        }
        String passed = MoneyConversion.money(canonical.text(CURRENCY), text.substring(0, 12));
        String settled = MoneyConversion.money(canonical.text(SETTLEMENT_CURRENCY), text.substring(12, 24));
        if (!passed.isEmpty()) {
            written.set(de, passed + (settled.isEmpty() ? "0".repeat(16) : settled));
        }
    }
}
