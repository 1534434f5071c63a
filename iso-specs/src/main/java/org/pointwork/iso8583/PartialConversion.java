package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * A reversal of a part. 1987 keeps the original amount in DE 4 and puts what really passed into DE 95; 1993 puts what
 * really passed into DE 4 and the original amounts (transaction, reconciliation) into DE 30.
 */
record PartialConversion(int de) implements Conversion {
    private static final int AMOUNT = 4;
    private static final int SETTLEMENT_AMOUNT = 5;
    private static final int REPLACEMENT = 95;
    private static final int DIGITS = 12;
    private static final String NO_AMOUNT = "0".repeat(DIGITS);
    private static final String NO_FEES = "C00000000C00000000";

    @Override
    public int[] becomes() {
        return new int[] {AMOUNT, REPLACEMENT};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String original = read.text(de);
        String passed = read.text(AMOUNT);
        if (mti.messageClass() == '4' && original.length() == 2 * DIGITS && !original.startsWith(passed)) {
            canonical.set(AMOUNT, original.substring(0, DIGITS)).set(REPLACEMENT, passed + NO_AMOUNT + NO_FEES);
        }
    }

    /** DE 4 changes places, so the element as it came is of use only for what the model does not keep. */
    @Override
    public void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        String replacement = canonical.text(REPLACEMENT);
        if (mti.messageClass() == '4' && replacement.length() == 42) {
            String original = canonical.text(AMOUNT);
            boolean asItCame = came.text(de).startsWith(original) && came.has(de);
            String settled = canonical.has(SETTLEMENT_AMOUNT) ? canonical.text(SETTLEMENT_AMOUNT) : NO_AMOUNT;
            written.set(AMOUNT, replacement.substring(0, DIGITS));
            written.set(de, asItCame ? came.text(de) : original + settled);
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        write(mti, canonical, Fields.NONE, written);
    }
}
