package org.pointwork.journal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** An operation on its way to a commit, and the thread that waits for it without a timer of its own. */
final class Waiting<O, R> {
    private sealed interface End<R> {
        record Done<R>(R result) implements End<R> {}

        record Failed<R>(String why, Exception cause) implements End<R> {}
    }

    private final O operation;
    private final long deadlineNanos;
    private final Thread waiter = Thread.currentThread();
    private final AtomicReference<End<R>> end = new AtomicReference<>();

    Waiting(O operation, long deadlineNanos) {
        this.operation = operation;
        this.deadlineNanos = deadlineNanos;
    }

    O operation() {
        return operation;
    }

    boolean isOverdue(long nowNanos) {
        return nowNanos - deadlineNanos > 0;
    }

    /** The first end stands. */
    void done(R result) {
        end(new End.Done<>(result));
    }

    void failed(String why, Exception cause) {
        end(new End.Failed<>(why, cause));
    }

    private void end(End<R> how) {
        if (end.compareAndSet(null, how)) {
            LockSupport.unpark(waiter);
        }
    }

    /** @throws JournalException where it failed, or the thread was interrupted: it may still happen later then */
    R await() {
        End<R> how = end.get();
        while (how == null) {
            LockSupport.park(this);
            if (Thread.interrupted()) {
                Thread.currentThread().interrupt();
                throw new JournalException("interrupted while waiting for a commit");
            }
            how = end.get();
        }
        return switch (how) {
            case End.Done<R>(R result) -> result;
            case End.Failed<R>(String why, Exception cause) -> throw new JournalException(why, cause);
        };
    }
}
