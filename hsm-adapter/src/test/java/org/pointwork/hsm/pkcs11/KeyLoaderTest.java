package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

class KeyLoaderTest {
    private static final String GOOD = "0123456789ABCDEFFEDCBA9876543210";
    private static final Kcv GOOD_KCV = new Kcv("08D7B4");
    private Pkcs11Config token;
    private KeyLoader loader;

    @BeforeEach
    void open() {
        token = TestToken.fresh();
        loader = KeyLoader.open(token);
    }

    @AfterEach
    void close() {
        if (loader != null) {
            loader.close();
        }
    }

    @Test
    void checkValueIsTheKnownOneAndComesFromTheToken() {
        var key = new PinKey("zpk");
        assertEquals(GOOD_KCV, loader.importKey(key, KeyAlgorithm.TDES2, bytes(GOOD), GOOD_KCV));
        assertEquals(List.of(new KeyLoader.Entry(key, KeyAlgorithm.TDES2, GOOD_KCV)), loader.list());
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertEquals(GOOD_KCV, hsm.check(key));
        }
    }

    @Test
    void aWrongCheckValueLeavesNothingBehind() {
        for (var key : List.of(new PinKey("zpk"), new MacKey("zak"))) {
            var e = refusal(key, KeyAlgorithm.TDES2, GOOD, new Kcv("08D7B5"));
            assertTrue(e.getMessage().contains("check value"), e.getMessage());
        }
        assertEquals(List.of(), loader.list());
        assertEquals(0, objects(), "no object of any kind");
    }

    @Test
    void aWrongCheckValueLeavesTheOldKeyInPlace() {
        var key = new MacKey("zak");
        loader.importKey(key, KeyAlgorithm.TDES2, bytes(GOOD), GOOD_KCV);
        refusal(key, KeyAlgorithm.TDES2, "FEDCBA98765432100123456789ABCDEF", GOOD_KCV);
        assertEquals(GOOD_KCV, loader.list().getFirst().kcv());
        assertEquals(2, objects(), "the key and its companion");
    }

    @ParameterizedTest
    @CsvSource({
        "0023456789ABCDEFFEDCBA9876543210, parity",
        "0101010101010101FEDCBA9876543210, weak",
        "FEDCBA98765432101FFE1FFE0EFE0EFE, weak",
        "0123456789ABCDEF0123456789ABCDEF, alike",
        "0123456789ABCDEF, bytes",
        "00000000000000000000000000000000, parity",
    })
    void unfitKeysAreRefused(String hex, String rule) {
        var e = refusal(new MacKey("zak"), KeyAlgorithm.TDES2, hex, GOOD_KCV);
        assertTrue(e.getMessage().contains(rule), e.getMessage());
        assertFalse(e.getMessage().contains(hex), "the message holds the key");
        assertEquals(0, objects());
    }

    @Test
    void tripleKeysWithTwoPartsAlikeAndZeroAesKeysAreRefused() {
        refusal(new PinKey("zpk"), KeyAlgorithm.TDES3, GOOD + "0123456789ABCDEF", GOOD_KCV);
        refusal(new SealKey("seal"), KeyAlgorithm.AES128, "00".repeat(16), GOOD_KCV);
    }

    @Test
    void algorithmsMustFitThePurpose() {
        refusal(new PinKey("a"), KeyAlgorithm.AES128, GOOD, GOOD_KCV);
        refusal(new TokenKey("a"), KeyAlgorithm.AES128, GOOD, GOOD_KCV);
        refusal(new SealKey("a"), KeyAlgorithm.TDES2, GOOD, GOOD_KCV);
        assertEquals(
                Reason.REFUSED,
                assertThrows(HsmException.class, () -> loader.generateKey(new TokenKey("a"), KeyAlgorithm.TDES2))
                        .reason());
    }

    @Test
    void generatedKeysWorkAndDiffer() {
        var zak = new MacKey("zak");
        var first = loader.generateKey(zak, KeyAlgorithm.TDES2);
        var keys =
                List.of(new PinKey("zpk"), new MacKey("zak3"), new MacKey("aes"), new TokenKey("t"), new SealKey("s"));
        var algorithms = List.of(
                KeyAlgorithm.TDES3, KeyAlgorithm.TDES3, KeyAlgorithm.AES256, KeyAlgorithm.AES256, KeyAlgorithm.AES128);
        for (int i = 0; i < keys.size(); i++) {
            loader.generateKey(keys.get(i), algorithms.get(i));
        }
        assertEquals(6, loader.list().size());
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertEquals(first, hsm.check(zak));
            assertEquals(8, hsm.mac(zak, MacAlgorithm.RETAIL, new byte[100], 0, 100).length);
            var second = loader.generateKey(zak, KeyAlgorithm.TDES2);
            assertNotEquals(first, second);
            assertEquals(second, hsm.check(zak));
        }
    }

    /** Derived from a base key that is known here, to see what the derivation makes. */
    @Test
    void aGeneratedKeyAndItsCompanionShareK1() {
        var zak = new MacKey("zak");
        byte[] base = bytes("89ABCDEF01234567FEDCBA987654321076543210FEDCBA98");
        byte[] data = bytes("00112233445566778899AABBCCDDEEFF");
        var connection = TokenConnection.open(token.withSessions(1), true);
        connection.run("test", (session, _) -> {
            long handle = knownBase(session, base);
            var factory = new KeyFactory(session, zak, KeyAlgorithm.TDES2);
            return factory.derivePair(handle, data, new KeyId("mac", KeyId.Part.KEY, 1));
        });
        connection.close();
        byte[] expected = ClearCrypto.retailMac(derived(base, data), new byte[24]);
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertArrayEquals(expected, hsm.mac(zak, MacAlgorithm.RETAIL, new byte[24], 0, 24));
        }
        loader.generateKey(zak, KeyAlgorithm.TDES2);
        assertEquals(2, objects(), "the earlier pair is gone");
    }

    private static byte[] derived(byte[] base, byte[] data) {
        byte[] key = ClearCrypto.tdes(Cipher.ENCRYPT_MODE, base, data);
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (Integer.bitCount(key[i] & 0xFF) % 2 == 0 ? 1 : 0);
        }
        return key;
    }

    private static long knownBase(Session session, byte[] clear) {
        try (var arena = Arena.ofConfined();
                var secret = new NativeSecret(clear)) {
            var handle = arena.allocate(ValueLayout.JAVA_LONG);
            var template = new Attributes(arena)
                    .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                    .add(Ck.CKA_KEY_TYPE, Ck.CKK_DES3)
                    .add(Ck.CKA_TOKEN, false)
                    .add(Ck.CKA_DERIVE, true)
                    .add(Ck.CKA_VALUE, secret.memory());
            session.cryptoki().createObject(session.handle(), template, handle);
            return handle.get(ValueLayout.JAVA_LONG, 0);
        }
    }

    @Test
    void keysAreSensitiveAndNeverExtractable() {
        loader.importKey(new MacKey("zak"), KeyAlgorithm.TDES2, bytes(GOOD), GOOD_KCV);
        loader.generateKey(new MacKey("made"), KeyAlgorithm.TDES2);
        loader.generateKey(new PinKey("zpk"), KeyAlgorithm.TDES2);
        loader.generateKey(new TokenKey("pan.token"), KeyAlgorithm.AES256);
        var connection = TokenConnection.open(token, false);
        connection.run("test", (session, _) -> {
            for (var object : KeyObject.all(session)) {
                assertTrue(flag(session, object, Ck.CKA_SENSITIVE));
                assertTrue(flag(session, object, Ck.CKA_PRIVATE));
                assertFalse(flag(session, object, Ck.CKA_EXTRACTABLE));
                assertFalse(flag(session, object, Ck.CKA_DERIVE));
                assertFalse(flag(session, object, Ck.CKA_WRAP));
                assertFalse(object.key() instanceof TokenKey && flag(session, object, Ck.CKA_SIGN));
                assertEquals(object.key() instanceof PinKey, flag(session, object, Ck.CKA_DECRYPT));
                assertThrows(CkException.class, () -> read(session, object, Ck.CKA_VALUE, 64));
            }
            return 0;
        });
        connection.close();
    }

    @Test
    void theTokenItselfKeepsPurposesApart() {
        loader.importKey(new MacKey("zak"), KeyAlgorithm.TDES2, bytes(GOOD), GOOD_KCV);
        loader.generateKey(new PinKey("zpk"), KeyAlgorithm.TDES2);
        var connection = TokenConnection.open(token, false);
        var refused = assertThrows(
                HsmException.class,
                () -> connection.run("test", (session, _) -> {
                    long mac = KeyTable.newest(session, new MacKey("zak")).handle();
                    return session.decrypt(Mechanisms.DES3_ECB, mac, session.stage(new byte[8]), 8);
                }));
        assertEquals(Reason.REFUSED, refused.reason());
        assertThrows(
                HsmException.class,
                () -> connection.run("test", (session, _) -> {
                    long pin = KeyTable.newest(session, new PinKey("zpk")).handle();
                    return session.sign(Mechanisms.DES3_CMAC, pin, session.stage(new byte[8]), 8);
                }));
        connection.close();
    }

    @Test
    void removes() {
        var key = new MacKey("zak");
        loader.importKey(key, KeyAlgorithm.TDES2, bytes(GOOD), GOOD_KCV);
        assertTrue(loader.remove(key));
        assertFalse(loader.remove(key));
        assertEquals(0, objects());
        try (var hsm = Pkcs11Hsm.open(token)) {
            var e = assertThrows(HsmException.class, () -> hsm.check(key));
            assertEquals(Reason.KEY_MISSING, e.reason());
            assertTrue(e.getMessage().contains("zak"), e.getMessage());
        }
    }

    @Test
    void theCallersKeyIsLeftToTheCaller() {
        byte[] clear = bytes(GOOD);
        loader.importKey(new PinKey("zpk"), KeyAlgorithm.TDES2, clear, GOOD_KCV);
        assertArrayEquals(bytes(GOOD), clear);
    }

    /** But for keys for single DES, which not every OpenSSL does. */
    private int objects() {
        var connection = TokenConnection.open(token, false);
        try {
            return connection.run("test", (session, _) -> (int) KeyObject.all(session).stream()
                    .filter(object -> object.id().part() != KeyId.Part.SINGLE)
                    .count());
        } finally {
            connection.close();
        }
    }

    private static boolean flag(Session session, KeyObject object, long type) {
        return read(session, object, type, 1)[0] != 0;
    }

    private static byte[] read(Session session, KeyObject object, long type, int room) {
        try (var arena = Arena.ofConfined()) {
            var wanted = new Attributes(arena).add(type, arena.allocate(room));
            session.cryptoki().getAttributeValue(session.handle(), object.handle(), wanted);
            return wanted.value(0).toArray(ValueLayout.JAVA_BYTE);
        }
    }

    private HsmException refusal(KeyRef key, KeyAlgorithm algorithm, String hex, Kcv expected) {
        var e = assertThrows(HsmException.class, () -> loader.importKey(key, algorithm, bytes(hex), expected));
        assertEquals(Reason.REFUSED, e.reason());
        return e;
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
