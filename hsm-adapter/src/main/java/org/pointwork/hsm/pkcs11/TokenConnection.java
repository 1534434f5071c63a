package org.pointwork.hsm.pkcs11;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.pkcs11.Admission.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A token that is used by many and may go away at any time. Work that failed because a session, the login or a key's
 * handle was lost is done again after mending that, so work must be repeatable: operations change nothing, and loading a
 * key removes what an earlier try left.
 */
final class TokenConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TokenConnection.class);
    private static final int MOST_TRIES = 4;

    private final Pkcs11Config config;
    private final Admission admission;
    private final Reconnector reconnector;
    private final ReentrantLock connecting = new ReentrantLock();
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder busy = new LongAdder();
    private volatile Login login;
    private volatile boolean closed;

    private TokenConnection(Pkcs11Config config, Reconnector reconnector, Login login) {
        this.config = config;
        this.admission = new Admission(config);
        this.reconnector = reconnector;
        this.login = login;
    }

    static TokenConnection open(Pkcs11Config config, boolean writable) {
        var reconnector = new Reconnector(config, writable);
        return new TokenConnection(config, reconnector, reconnector.connect());
    }

    /** As {@link #run(Purpose, String, BiFunction)}, for work that begins. */
    <T> T run(String subject, BiFunction<Session, KeyTable, T> work) {
        return run(Purpose.BEGIN, subject, work);
    }

    /** Does work on a session. {@code subject} is what exceptions name: the key's label. */
    <T> T run(Purpose purpose, String subject, BiFunction<Session, KeyTable, T> work) {
        try {
            T result = admitted(purpose, subject, work);
            operations.increment();
            return result;
        } catch (HsmException e) {
            failures.increment();
            if (e.reason() == Reason.BUSY) {
                busy.increment();
            }
            throw e;
        }
    }

    private <T> T admitted(Purpose purpose, String subject, BiFunction<Session, KeyTable, T> work) {
        admission.enter(purpose, subject);
        try {
            for (int tries = 1; ; tries++) {
                var current = connected(subject);
                try {
                    return current.run(work);
                } catch (CkException e) {
                    mend(subject, current, e, tries);
                }
            }
        } finally {
            admission.leave();
        }
    }

    private void mend(String subject, Login failed, CkException e, int tries) {
        switch (e.kind()) {
            case CONNECTION_LOST -> {
                drop(failed, e);
                if (tries >= MOST_TRIES) {
                    throw new HsmException(Reason.UNAVAILABLE, subject, "the token keeps going away", e);
                }
            }
            case KEY_STALE -> {
                failed.forgetKeys();
                if (tries >= MOST_TRIES) {
                    throw new HsmException(
                            Reason.MALFUNCTION, subject, "the token keeps refusing: " + e.getMessage(), e);
                }
            }
            case NOT_PERMITTED ->
                throw HsmException.refused(
                        Fault.USAGE,
                        subject,
                        "the token keeps the key for another use, load it anew: " + e.getMessage());
            case OTHER -> throw new HsmException(Reason.MALFUNCTION, subject, e.getMessage(), e);
        }
    }

    private Login connected(String subject) {
        var current = login;
        if (current != null) {
            return current;
        }
        try {
            if (!connecting.tryLock(config.borrowTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new HsmException(Reason.UNAVAILABLE, subject, "the token is being connected");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HsmException(Reason.UNAVAILABLE, subject, "interrupted while connecting", e);
        }
        try {
            if (closed) {
                throw new HsmException(Reason.UNAVAILABLE, subject, "closed");
            }
            if (login == null) {
                login = reconnector.connect();
            }
            return login;
        } finally {
            connecting.unlock();
        }
    }

    private void drop(Login failed, CkException why) {
        connecting.lock();
        try {
            if (login == failed) {
                login = null;
                LOG.warn("token {}: {}; connecting again", config.tokenLabel(), why.getMessage());
            }
        } finally {
            connecting.unlock();
        }
        failed.end();
    }

    /** Tells all users in this process that keys were changed; those in others find out by themselves a little later. */
    void keysChanged() {
        Library.of(config.module()).keysChanged();
    }

    Counters counters() {
        return new Counters(
                operations.sum(), failures.sum(), busy.sum(), reconnector.connections(), admission.waiting());
    }

    /** What has happened since the start. */
    record Counters(long operations, long failures, long busy, long logins, int waiting) {}

    @Override
    public void close() {
        connecting.lock();
        try {
            closed = true;
            if (login != null) {
                login.end();
                login = null;
            }
        } finally {
            connecting.unlock();
        }
    }
}
