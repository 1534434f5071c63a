package org.pointwork.hsm.pkcs11;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/**
 * Lets a few callers into the module and makes a bounded number wait. A native call holds its carrier thread, so no more
 * virtual threads may be inside than there are sessions.
 *
 * <p>Those who wait are served in their order, but a newcomer takes a place that is free: to wake somebody takes longer
 * than most operations, and if all queued behind him, each would have to be woken in turn. Once {@link #MOST_PASSING} have
 * passed, nobody else does until one who waits is in, so every wait ends.
 *
 * <p>Whoever finishes work that was let in before may wait twice as long, in a queue twice as long: too much load is then
 * refused where it begins, and not after an issuer approved.
 */
final class Admission {
    /** About what the module does in the time that waking a thread takes. */
    private static final int MOST_PASSING = 16;

    private final Semaphore places;
    private final AtomicInteger passed = new AtomicInteger();
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
        if (entersAtOnce()) {
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
            passed.set(0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmException(Reason.BUSY, subject, "interrupted while waiting for a session", e);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private boolean entersAtOnce() {
        boolean passes = places.hasQueuedThreads();
        if (passes && passed.get() >= MOST_PASSING || !places.tryAcquire()) {
            return false;
        }
        if (passes) {
            passed.incrementAndGet();
        }
        return true;
    }

    void leave() {
        places.release();
    }

    int waiting() {
        return waiting.get();
    }
}
