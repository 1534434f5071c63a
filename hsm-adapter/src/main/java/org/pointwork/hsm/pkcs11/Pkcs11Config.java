package org.pointwork.hsm.pkcs11;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Which token to use, and how hard.
 *
 * @param module the PKCS#11 library of the token's maker
 * @param tokenLabel the token's own label
 * @param pin the token's user PIN
 * @param sessions how many operations may be inside the module at once; fewer than the cores in use, and callers wait
 * @param borrowTimeout how long a caller waits for a session before BUSY
 * @param maxWaiting how many callers may wait at once before BUSY
 * @param keyRefresh how long a key handle is used before the token is asked again, so that keys replaced by another
 *     process are found
 */
public record Pkcs11Config(
        Path module,
        String tokenLabel,
        TokenPin pin,
        int sessions,
        Duration borrowTimeout,
        int maxWaiting,
        Duration keyRefresh) {

    public Pkcs11Config {
        if (sessions < 1 || sessions > 256) {
            throw new IllegalArgumentException("sessions: 1 to 256");
        }
        if (maxWaiting < 0) {
            throw new IllegalArgumentException("maxWaiting: not negative");
        }
    }

    /** A token with the limits that suit a software token: 4 sessions, 250 ms, 10,000 waiting, keys looked up each second. */
    public static Pkcs11Config of(Path module, String tokenLabel, TokenPin pin) {
        return new Pkcs11Config(module, tokenLabel, pin, 4, Duration.ofMillis(250), 10_000, Duration.ofSeconds(1));
    }

    /** The same token with another number of sessions. */
    public Pkcs11Config withSessions(int count) {
        return new Pkcs11Config(module, tokenLabel, pin, count, borrowTimeout, maxWaiting, keyRefresh);
    }

    /** The same token with other limits on waiting. */
    public Pkcs11Config withWaiting(Duration timeout, int max) {
        return new Pkcs11Config(module, tokenLabel, pin, sessions, timeout, max, keyRefresh);
    }

    /** The same token with another age at which key handles are looked up again. */
    public Pkcs11Config withKeyRefresh(Duration age) {
        return new Pkcs11Config(module, tokenLabel, pin, sessions, borrowTimeout, maxWaiting, age);
    }

    @Override
    public String toString() {
        return "Pkcs11Config[" + tokenLabel + " in " + module + ", " + sessions + " sessions]";
    }
}
