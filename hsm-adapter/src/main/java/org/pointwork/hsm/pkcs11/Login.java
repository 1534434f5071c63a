package org.pointwork.hsm.pkcs11;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiFunction;
import org.pointwork.hsm.HsmException;

/**
 * Everything that ends when a token goes away: the login, the sessions and the handles of keys. It is never mended; a
 * new one takes its place.
 *
 * <p>One session, the anchor, stays open unused: the login and the copies of keys end with it. A session is closed only by the thread that holds it, because a token may free its memory at once.
 */
final class Login {
    private final Library library;
    private final Pkcs11Config config;
    private final long incarnation;
    private final long slot;
    private final boolean writable;
    private final KeyTable keys;
    private final ConcurrentLinkedDeque<Session> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean ended;

    private Login(Library library, Pkcs11Config config, boolean writable, long incarnation, long slot, Session anchor) {
        this.library = library;
        this.config = config;
        this.writable = writable;
        this.incarnation = incarnation;
        this.slot = slot;
        this.keys = new KeyTable(anchor, library, config.keyRefresh());
    }

    /** Finds the token and logs in under this incarnation of the library. */
    static Login open(Library library, Pkcs11Config config, boolean writable, long incarnation) {
        long stamp = library.enter(incarnation);
        try {
            var cryptoki = library.cryptoki();
            long slot = Slots.of(cryptoki, config.tokenLabel())
                    .orElseThrow(() -> new CkException("the search for the token", Ck.CKR_TOKEN_NOT_PRESENT));
            var anchor = Session.open(cryptoki, slot, writable);
            try {
                logIn(cryptoki, anchor, config.pin());
                return new Login(library, config, writable, incarnation, slot, anchor);
            } catch (RuntimeException e) {
                anchor.close();
                throw e;
            }
        } finally {
            library.leave(stamp);
        }
    }

    private static void logIn(Cryptoki cryptoki, Session session, TokenPin source) {
        byte[] pin = source.read();
        try (var secret = new NativeSecret(pin)) {
            cryptoki.login(session.handle(), Ck.CKU_USER, secret.memory());
        } catch (CkException e) {
            if (e.code() != Ck.CKR_USER_ALREADY_LOGGED_IN) {
                throw e;
            }
        } finally {
            Arrays.fill(pin, (byte) 0);
        }
    }

    /** Runs work in a session, work that changes keys alone; a session in which something failed is not used again. */
    <T> T run(BiFunction<Session, KeyTable, T> work) {
        long stamp = writable ? library.enterAlone(incarnation) : library.enter(incarnation);
        try {
            var session = idle.pollFirst();
            if (session == null) {
                session = Session.open(library.cryptoki(), slot, writable);
            }
            boolean sound = false;
            try {
                session.ciphers().endIfReplaced(keys.replacements());
                T result = work.apply(session, keys);
                sound = true;
                return result;
            } catch (HsmException e) {
                sound = true;
                throw e;
            } finally {
                session.wipe();
                giveBack(session, sound);
            }
        } finally {
            library.leave(stamp);
        }
    }

    private void giveBack(Session session, boolean sound) {
        if (!sound) {
            session.close();
            return;
        }
        idle.addFirst(session);
        if (ended) {
            closeIdle();
        }
    }

    /** Makes the next lookups ask the token. */
    void forgetKeys() {
        keys.forget();
    }

    /** Ends it; sessions in use end when they are given back. */
    void end() {
        if (ended) {
            return;
        }
        ended = true;
        try {
            long stamp = library.enter(incarnation);
            try {
                keys.close();
                closeIdle();
            } finally {
                library.leave(stamp);
            }
        } catch (CkException _) {
            // The library was initialised anew since: these sessions are gone, and their numbers may be others' now.
        }
    }

    private void closeIdle() {
        for (var session = idle.pollFirst(); session != null; session = idle.pollFirst()) {
            session.close();
        }
    }
}
