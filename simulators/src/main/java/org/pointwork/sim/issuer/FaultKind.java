package org.pointwork.sim.issuer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fault that a test orders, whatever the amount. The first six strike answers to other than 0800. */
public enum FaultKind {
    /** DE 39 changed after the MAC was made: an approval becomes 05, anything else 00. */
    ALTERED_CODE,
    /** DE 11 of the answer is another's: it matches no request. */
    WRONG_STAN,
    /** DE 4 of the answer is not what was asked, by one minor unit: it matches, and cannot be trusted. */
    WRONG_AMOUNT,
    /** The answer is sent twice. */
    DUPLICATE_REPLY,
    /** The answer is sent {@link FaultPlan#delayMs} later. */
    DELAY,
    /** An answer to nothing and a frame of garbage are sent before the answer. */
    JUNK,
    /** A sign-on (DE 70 = 001) is answered 05. */
    REFUSE_SIGN_ON,
    /** An echo (DE 70 = 301) is not answered. */
    SILENT_ECHO,
    /** A key that the switch offers or asks for is answered 63. */
    REFUSE_KEY,
    /** The next key that the issuer sends has another check value than it says. */
    WRONG_KCV,
    /** A reconciliation (0500, 0520) is answered out of balance, with one debit of 1.00 more than the switch has. */
    WRONG_TOTALS,
    /** A reconciliation is answered with no totals and no agreement. */
    NO_TOTALS,
    /** A connection is accepted, and nothing on it is ever answered or posted. */
    SILENT_CONNECTION;

    /** As {@code POST /fault?kind=} writes it: {@code altered-code}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FaultKind> labelled(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst();
    }
}
