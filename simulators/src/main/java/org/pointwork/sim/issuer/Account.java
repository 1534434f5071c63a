package org.pointwork.sim.issuer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;

/** One card's money in minor units of INR. Guarded by its {@link IssuerLedger}. */
final class Account {
    static final long OPENING_MINOR = 100_000_000; // 1,000,000.00

    private static final int STATEMENT_LINES = 5;

    private final Deque<Long> lastPosted = new ArrayDeque<>();
    private long postedMinor;
    private long heldMinor;

    /** What is on the account: the opening balance less every net debit. */
    long ledgerMinor() {
        return OPENING_MINOR - postedMinor;
    }

    /** What may still be spent: without what is promised to holds. */
    long availableMinor() {
        return ledgerMinor() - heldMinor;
    }

    void post(long debitMinor) {
        postedMinor += debitMinor;
        if (debitMinor != 0) {
            lastPosted.addFirst(debitMinor);
        }
        if (lastPosted.size() > STATEMENT_LINES) {
            lastPosted.removeLast();
        }
    }

    /** The newest postings first: D or C and twelve digits each. */
    String statement() {
        return lastPosted.stream()
                .map(minor -> (minor > 0 ? "D" : "C") + String.format(Locale.ROOT, "%012d", Math.abs(minor)))
                .collect(Collectors.joining());
    }

    void hold(long minor) {
        heldMinor += minor;
    }
}
