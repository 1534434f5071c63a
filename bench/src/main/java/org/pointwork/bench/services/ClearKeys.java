package org.pointwork.bench.services;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;

/**
 * Random double-length TDEA keys that both ends of a demo link need, in memory alone: two key custodians and an envelope
 * would bring them in real life. Wiped on close.
 */
public final class ClearKeys implements AutoCloseable {
    private static final int LENGTH = 16;
    private static final int KCV_BYTES = 3;
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * One key.
     *
     * @param value K1 and K2 with odd parity; belongs to {@link ClearKeys}, which wipes it
     */
    public record ClearKey(KeyRef name, byte[] value) {
        /** What a partner quotes to prove that both hold the same key: a zero block under it, 3 bytes (ANSI X9.24-1). */
        Kcv kcv() {
            byte[] k1k2k1 = Arrays.copyOf(value, LENGTH + LENGTH / 2);
            System.arraycopy(value, 0, k1k2k1, LENGTH, LENGTH / 2);
            try {
                Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
                cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k1k2k1, "DESede"));
                return Kcv.ofFirst(KCV_BYTES, cipher.doFinal(new byte[8]));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this JDK has no TDEA", e);
            } finally {
                Arrays.fill(k1k2k1, (byte) 0);
            }
        }

        @Override
        public String toString() {
            return name.label();
        }
    }

    private final List<ClearKey> keys = new ArrayList<>();

    /** Draws a key for each name. */
    public ClearKeys(List<KeyRef> names) {
        for (KeyRef name : names) {
            byte[] value = new byte[LENGTH];
            RANDOM.nextBytes(value);
            for (int i = 0; i < LENGTH; i++) {
                value[i] = (byte) (value[i] & 0xFE | Integer.bitCount(value[i] & 0xFE) + 1 & 1);
            }
            keys.add(new ClearKey(name, value));
        }
    }

    public List<ClearKey> all() {
        return List.copyOf(keys);
    }

    @Override
    public void close() {
        keys.forEach(key -> Arrays.fill(key.value(), (byte) 0));
    }
}
