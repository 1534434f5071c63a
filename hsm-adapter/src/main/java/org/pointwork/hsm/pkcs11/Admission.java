package org.pointwork.hsm.pkcs11;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/**
 * Lets a few callers into the module and makes a bounded number wait, first come first served. A native call holds its
 * carrier thread, so no more virtual threads may be inside than there are sessions.
 *
 * <p>Whoever finishes work that was let in before may wait twice as long, in a queue twice as long: too much load is then
 * refused where it begins, and not after an issuer approved.
 */
final class Admission {
    private final Semaphore places;
    private final AtomicInteger waiting = new AtomicInteger();
    private final int maxWaiting;
    private final long timeoutNanos;

    Admission(Pkcs11Config config) {
        this.places = new Semaphore(config.sessions(), true);
        this.maxWaiting = config.maxWaiting();
        this.timeoutNanos = config.borrowTimeout().toNanos();
    }

    /** Whether a call begins work or finishes what was begun. */
    enum Purpose {
        BEGIN(1),
        FINISH(2);

        private final int share;

        Purpose(int share) {
            this.share = share;
        }
    }

    void enter(Purpose purpose, String subject) {
        if (!places.hasQueuedThreads() && places.tryAcquire()) {
            return;
        }
        long room = (long) maxWaiting * purpose.share;
        long patienceNanos = timeoutNanos * purpose.share;
        if (waiting.incrementAndGet() > room) {
            waiting.decrementAndGet();
            throw new HsmException(Reason.BUSY, subject, "more than " + room + " callers are waiting");
        }
        try {
            if (!places.tryAcquire(patienceNanos, TimeUnit.NANOSECONDS)) {
                var millis = TimeUnit.NANOSECONDS.toMillis(patienceNanos);
                throw new HsmException(Reason.BUSY, subject, "no session came free within " + millis + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmException(Reason.BUSY, subject, "interrupted while waiting for a session", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    void leave() {
        places.release();
    }

    int waiting() {
        return waiting.get();
    }
}
