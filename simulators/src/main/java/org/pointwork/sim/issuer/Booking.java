package org.pointwork.sim.issuer;

import java.util.ArrayList;
import java.util.List;

/** What one transaction did to an account, and so what a reversal or completion has to take back. */
final class Booking {
    private final Account account;
    private final long debitMinor;
    private long heldMinor;
    private boolean reversed;
    private List<Booking> together = new ArrayList<>(List.of(this)); // a hold and what increased it share one list

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

    /** Leaves so much of the hold, of a larger one; says what is released. */
    long releaseAbove(long keepMinor) {
        long released = heldMinor > keepMinor ? heldMinor - keepMinor : heldMinor;
        heldMinor -= released;
        return released;
    }

    /** One completion is for both. */
    void increases(Booking hold) {
        together = hold.together;
        together.add(this);
    }

    /** This and what was booked for the same sale before and after it. */
    List<Booking> together() {
        return together;
    }

    boolean isReversed() {
        return reversed;
    }

    /** Whether this call is the one that reverses; every later one is told no. */
    boolean markReversed() {
        boolean first = !reversed;
        reversed = true;
        return first;
    }
}
