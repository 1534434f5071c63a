package org.pointwork.hsm.aws;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerificationFailedException;

/** Lets calls through to the service, so many at once; counts them, and turns the service's errors into ours. */
final class Caller {
    /** Of one module, whoever calls. */
    static final class Counters {
        final LongAdder operations = new LongAdder();
        final LongAdder failures = new LongAdder();
        final LongAdder busy = new LongAdder();
    }

    private final Counters counters;
    private final Semaphore room;
    private final Duration longestWait;

    Caller(Counters counters, int room, Duration longestWait) {
        this.counters = counters;
        this.room = new Semaphore(room);
        this.longestWait = longestWait;
    }

    /** One call of the service about the key {@code subject}. */
    <T> T ask(String subject, Supplier<T> call) {
        return counted(subject, call);
    }

    /** A call whose purpose is to verify: whether the service found it right. */
    boolean verifies(String subject, Runnable call) {
        return counted(subject, () -> {
            try {
                call.run();
                return true;
            } catch (VerificationFailedException wrong) {
                return false;
            }
        });
    }

    private <T> T counted(String subject, Supplier<T> call) {
        enter(subject);
        try {
            T answer = call.get();
            counters.operations.increment();
            return answer;
        } catch (HsmException answered) {
            counters.operations.increment();
            throw answered;
        } catch (SdkException e) {
            counters.failures.increment();
            throw AwsError.thrown(e, subject);
        } finally {
            room.release();
        }
    }

    private void enter(String subject) {
        try {
            if (room.tryAcquire() || room.tryAcquire(longestWait.toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            counters.busy.increment();
            counters.failures.increment();
            throw new HsmException(Reason.BUSY, subject, "too many calls are under way");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmException(Reason.UNAVAILABLE, subject, "the caller was interrupted");
        }
    }

    Counters counters() {
        return counters;
    }

    int waiting() {
        return room.getQueueLength();
    }
}
