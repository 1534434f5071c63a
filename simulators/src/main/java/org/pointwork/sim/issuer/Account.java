package org.pointwork.sim.issuer;

/** One card's money in minor units of INR. Guarded by its {@link IssuerLedger}. */
final class Account {
    static final long OPENING_MINOR = 100_000_000; // 1,000,000.00

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
    }

    void hold(long minor) {
        heldMinor += minor;
    }
}
