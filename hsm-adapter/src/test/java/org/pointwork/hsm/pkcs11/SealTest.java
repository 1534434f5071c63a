package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.SealKey;

class SealTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final SealKey SEAL_KEY = new SealKey("pending.1");
    private static final SealKey OTHER = new SealKey("pending.2");
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static final byte[] ROW = "request/42".getBytes(US_ASCII);
    private static Pkcs11Config token;
    private static Pkcs11Hsm hsm;

    @BeforeAll
    static void open() {
        token = TestToken.fresh();
        try (var loader = KeyLoader.open(token)) {
            TestToken.load(loader, SEAL_KEY, KeyAlgorithm.AES256, KEY);
            loader.generateKey(OTHER, KeyAlgorithm.AES128);
        }
        hsm = Pkcs11Hsm.open(token);
    }

    @AfterAll
    static void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    @Test
    void opensWhatItSealed() {
        for (int length : new int[] {0, 1, 16, 19, 4096, 5000, 100_000}) {
            byte[] clear = new byte[length];
            Arrays.fill(clear, (byte) 7);
            byte[] sealed = hsm.seal(SEAL_KEY, clear, ROW);
            assertEquals(12 + length + 16, sealed.length);
            assertArrayEquals(clear, hsm.open(SEAL_KEY, sealed, ROW));
        }
        assertArrayEquals(PAN, hsm.open(SEAL_KEY, hsm.seal(SEAL_KEY, PAN, new byte[0]), new byte[0]));
    }

    @Test
    void theJdkOpensItToo() throws Exception {
        byte[] sealed = hsm.seal(SEAL_KEY, PAN, ROW);
        var gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(HexFormat.of().parseHex(KEY), "AES"),
                new GCMParameterSpec(128, sealed, 0, 12));
        gcm.updateAAD(ROW);
        assertArrayEquals(PAN, gcm.doFinal(sealed, 12, sealed.length - 12));
    }

    @Test
    void neverTheSameIv() {
        var seen = new HashSet<ByteBuffer>();
        for (int i = 0; i < 1_000; i++) {
            byte[] sealed = hsm.seal(SEAL_KEY, PAN, ROW);
            assertTrue(seen.add(ByteBuffer.wrap(sealed, 0, 12)));
            hsm.open(SEAL_KEY, sealed, ROW);
        }
    }

    @Test
    void twoSessionsDrawDifferentIvs() {
        try (var other = Pkcs11Hsm.open(token)) {
            byte[] one = hsm.seal(SEAL_KEY, PAN, ROW);
            byte[] two = other.seal(SEAL_KEY, PAN, ROW);
            assertFalse(Arrays.equals(one, 0, 8, two, 0, 8));
        }
    }

    @Test
    void boundToMoreThanARow() {
        byte[] bound = new byte[500];
        Arrays.fill(bound, (byte) 9);
        byte[] sealed = hsm.seal(SEAL_KEY, PAN, bound);
        assertArrayEquals(PAN, hsm.open(SEAL_KEY, sealed, bound));
        assertBad(SEAL_KEY, sealed, Arrays.copyOf(bound, 499));
    }

    @Test
    void alteredSealsStayShut() {
        byte[] sealed = hsm.seal(SEAL_KEY, PAN, ROW);
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertBad(SEAL_KEY, altered, ROW);
        }
        assertBad(SEAL_KEY, sealed, "request/43".getBytes(US_ASCII));
        assertBad(OTHER, sealed, ROW);
        assertBad(SEAL_KEY, Arrays.copyOf(sealed, 27), ROW);
        assertBad(SEAL_KEY, new byte[0], ROW);
        assertArrayEquals(PAN, hsm.open(SEAL_KEY, sealed, ROW), "a bad seal leaves the session sound");
    }

    private static void assertBad(SealKey key, byte[] sealed, byte[] aad) {
        var e = assertThrows(HsmException.class, () -> hsm.open(key, sealed, aad));
        assertEquals(Reason.BAD_SEAL, e.reason());
    }
}
