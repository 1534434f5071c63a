package org.pointwork.journal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Small keys for wide unique indexes: the first 64 bits of SHA-256 over several values, each with its length. */
public final class Digest {
    private static final int STAN_BITS = 24;
    private static final int STAN_MASK = (1 << STAN_BITS) - 1;

    private Digest() {}

    public static long of(String... values) {
        return of(new byte[0], values);
    }

    public static long of(byte[] first, String... values) {
        MessageDigest sha = sha256();
        add(sha, first);
        for (String value : values) {
            add(sha, value.getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(sha.digest()).getLong();
    }

    /**
     * Where an original and its reversal meet: 40 bits of the terminal, 24 of the STAN, so that one terminal's requests
     * lie side by side. Different requests may share it; who looks by it compares the values too.
     */
    public static long trace(String acquirer, String terminalId, String stan) {
        long terminal = 31L * acquirer.hashCode() + terminalId.hashCode();
        long spread = terminal * 0x9E3779B97F4A7C15L; // 2^64 by the golden ratio: near numbers end up far apart
        return spread & ~(long) STAN_MASK | stan(stan) & STAN_MASK;
    }

    private static int stan(String stan) {
        int value = 0;
        for (int i = 0; i < stan.length(); i++) {
            value = 10 * value + stan.charAt(i) - '0'; // anything else than digits gives a number as well
        }
        return value;
    }

    private static void add(MessageDigest sha, byte[] bytes) {
        sha.update((byte) (bytes.length >> 8));
        sha.update((byte) bytes.length);
        sha.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
