package org.pointwork.hsm.pkcs11;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to a token, and knows when not to try: attempts while it is away are spaced, the library is restarted ever
 * more seldom because that disturbs its other users, and a PIN that was refused once is not tried again, for a token
 * locks itself after a few. Used by one thread at a time.
 */
final class Reconnector {
    private static final Logger LOG = LoggerFactory.getLogger(Reconnector.class);
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();
    private static final long FIRST_RESTART_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long LAST_RESTART_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

    private final Pkcs11Config config;
    private final boolean writable;
    private final LongAdder connections = new LongAdder();
    private long notBefore = System.nanoTime();
    private long noRestartBefore = notBefore;
    private long restartPause = FIRST_RESTART_PAUSE_NANOS;
    private String lastFailure = "";
    private boolean pinRefused;

    Reconnector(Pkcs11Config config, boolean writable) {
        this.config = config;
        this.writable = writable;
    }

    /** A fresh login, or UNAVAILABLE. */
    Login connect() {
        if (pinRefused) {
            throw unavailable("the token refused the PIN; it is not tried again before a restart");
        }
        if (System.nanoTime() - notBefore < 0) {
            throw unavailable(lastFailure);
        }
        try {
            var login = connectOrRestart(Library.of(config.module()));
            restartPause = FIRST_RESTART_PAUSE_NANOS;
            connections.increment();
            LOG.info("token {}: logged in", config.tokenLabel());
            return login;
        } catch (CkException | IllegalArgumentException | IllegalStateException e) {
            pinRefused = e instanceof CkException ck
                    && (ck.code() == Ck.CKR_PIN_INCORRECT || ck.code() == Ck.CKR_PIN_LOCKED);
            lastFailure = String.valueOf(e.getMessage());
            notBefore = System.nanoTime() + PAUSE_NANOS;
            throw new HsmException(Reason.UNAVAILABLE, "token " + config.tokenLabel(), lastFailure, e);
        }
    }

    private Login connectOrRestart(Library library) {
        long incarnation = library.incarnation();
        try {
            return Login.open(library, config, writable, incarnation);
        } catch (CkException e) {
            if (e.kind() != CkException.Kind.CONNECTION_LOST || System.nanoTime() - noRestartBefore < 0) {
                throw e;
            }
            LOG.warn("token {}: {}; restarting the library", config.tokenLabel(), e.getMessage());
            noRestartBefore = System.nanoTime() + restartPause;
            restartPause = Math.min(restartPause * 2, LAST_RESTART_PAUSE_NANOS);
            library.restart(incarnation);
            return Login.open(library, config, writable, library.incarnation());
        }
    }

    long connections() {
        return connections.sum();
    }

    private HsmException unavailable(String why) {
        return new HsmException(Reason.UNAVAILABLE, "token " + config.tokenLabel(), why);
    }
}
