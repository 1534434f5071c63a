package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.StampedLock;

/**
 * One PKCS#11 library in this process, initialised once and shared by all who use it.
 *
 * <p>Some libraries see a token that came back only after being initialised again, which ends every session of the
 * process; and a new session may get an old one's number. So each initialisation is numbered, every call says under which
 * one it got its session, and calls of an earlier one are refused before they reach the library.
 */
final class Library {
    private static final Map<Path, Library> LOADED = new ConcurrentHashMap<>();

    private final Cryptoki cryptoki;
    private final StampedLock gate = new StampedLock();
    private final AtomicLong keyChanges = new AtomicLong();
    private volatile long incarnation = 1;

    private Library(Cryptoki cryptoki) {
        this.cryptoki = cryptoki;
        initialize();
    }

    static Library of(Path module) {
        return LOADED.computeIfAbsent(module.toAbsolutePath().normalize(), path -> new Library(Cryptoki.load(path)));
    }

    Cryptoki cryptoki() {
        return cryptoki;
    }

    long incarnation() {
        return incarnation;
    }

    /** How often keys were changed through this process: users look theirs up again when it grows. */
    long keyChanges() {
        return keyChanges.get();
    }

    void keysChanged() {
        keyChanges.incrementAndGet();
    }

    /** Lets a call in that belongs to this incarnation; the stamp must be given to {@link #leave}. */
    long enter(long expected) {
        return checked(gate.readLock(), expected);
    }

    /**
     * As {@link #enter}, with nobody else inside: SoftHSM mixes up objects that are created while another thread searches.
     */
    long enterAlone(long expected) {
        return checked(gate.writeLock(), expected);
    }

    void leave(long stamp) {
        gate.unlock(stamp);
    }

    private long checked(long stamp, long expected) {
        if (expected != incarnation) {
            gate.unlock(stamp);
            throw new CkException("the library's restart", Ck.CKR_SESSION_HANDLE_INVALID);
        }
        return stamp;
    }

    /** Ends this incarnation and begins the next, unless somebody did so before. Waits for running calls to end. */
    void restart(long seen) {
        long stamp = gate.writeLock();
        try {
            if (seen != incarnation) {
                return;
            }
            incarnation = seen + 1;
            try {
                cryptoki.finish();
            } catch (CkException _) {
                // It was not initialised, which is what was wanted.
            }
            initialize();
        } finally {
            gate.unlockWrite(stamp);
        }
    }

    private void initialize() {
        try (var arena = Arena.ofConfined()) {
            // CK_C_INITIALIZE_ARGS: four pointers to locking functions, flags, one reserved pointer.
            var arguments = arena.allocate(48, 8);
            arguments.set(JAVA_LONG, 32, Ck.CKF_OS_LOCKING_OK);
            cryptoki.initialize(arguments);
        } catch (CkException e) {
            if (e.code() != Ck.CKR_CRYPTOKI_ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }
}
