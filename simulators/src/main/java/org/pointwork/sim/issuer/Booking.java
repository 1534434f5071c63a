package org.pointwork.sim.issuer;

/** What one transaction did to an account, and so what a reversal or completion has to take back. */
final class Booking {
    private final Account account;
    private final long debitMinor;
    private long heldMinor;
    private boolean reversed;

    /**
     * @param debitMinor posted, negative for a credit
     * @param heldMinor promised but not posted
     */
    Booking(Account account, long debitMinor, long heldMinor) {
        this.account = account;
        this.debitMinor = debitMinor;
        this.heldMinor = heldMinor;
    }

    Account account() {
        return account;
    }

    long debitMinor() {
        return debitMinor;
    }

    /** The hold as it stands; whoever asks takes it over and none is left. */
    long takeHold() {
        long taken = heldMinor;
        heldMinor = 0;
        return taken;
    }

    /** Whether this call is the one that reverses; every later one is told no. */
    boolean markReversed() {
        boolean first = !reversed;
        reversed = true;
        return first;
    }
}
