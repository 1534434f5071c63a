package org.pointwork.acquirer;

import java.util.concurrent.Semaphore;

/** How much the node takes on at once, over all doors: past it, a request is told so instead of queued. */
public final class Admission {
    private final Semaphore room;
    private final int most;

    public Admission(int maxInFlight) {
        this.room = new Semaphore(maxInFlight);
        this.most = maxInFlight;
    }

    boolean enter() {
        return room.tryAcquire();
    }

    void leave() {
        room.release();
    }

    public int inFlight() {
        return most - room.availablePermits();
    }
}
