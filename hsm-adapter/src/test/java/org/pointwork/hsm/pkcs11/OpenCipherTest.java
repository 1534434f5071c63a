package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.BiConsumer;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

/** Operations that stay open give what single ones give, whatever happens between two messages. */
class OpenCipherTest {
    private static final String[] CLEAR = {"0123456789ABCDEFFEDCBA9876543210", "89ABCDEF01234567FEDCBA9876543210"};
    private static final MacKey[] MAC_KEYS = {new MacKey("zak.1"), new MacKey("zak.2")};
    private static final PinKey PIN_KEY = new PinKey("zpk");
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private Pkcs11Config token;
    private TokenConnection connection;

    @BeforeEach
    void open() {
        token = TestToken.fresh().withSessions(1);
        try (var loader = KeyLoader.open(token)) {
            TestToken.load(loader, MAC_KEYS[0], KeyAlgorithm.TDES2, CLEAR[0]);
            TestToken.load(loader, MAC_KEYS[1], KeyAlgorithm.TDES2, CLEAR[1]);
            TestToken.load(loader, PIN_KEY, KeyAlgorithm.TDES2, CLEAR[0]);
        }
        connection = TokenConnection.open(token, false);
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    @Test
    void messagesOfManyLengthsAndTwoKeysInTurn() {
        var random = new Random(7);
        for (int i = 0; i < 400; i++) {
            byte[] data = new byte[random.nextInt(600)];
            random.nextBytes(data);
            assertMac(random.nextInt(2), data);
        }
        byte[] huge = new byte[20_000];
        random.nextBytes(huge);
        assertMac(0, huge);
        assertMac(0, new byte[64]);
    }

    /** As on a token without single DES, or with keys from before. */
    @Test
    void withoutTheCompanionForSingleDes() {
        assertMac(0, new byte[40]);
        inSession((session, keys) -> {
            assumeTrue(chainCipher(session) == BlockCipher.DES_CBC_ENCRYPT, "OpenSSL does no single DES here");
            KeyObject.of(session, MAC_KEYS[0]).stream()
                    .filter(object -> object.id().part() == KeyId.Part.SINGLE)
                    .forEach(object -> destroy(session, object));
            assertEquals(BlockCipher.DES3_CBC_ENCRYPT, chainCipher(session));
            keys.forget();
        });
        for (int length : new int[] {0, 8, 9, 200, 16}) {
            byte[] data = new byte[length];
            Arrays.fill(data, (byte) length);
            assertMac(0, data);
        }
    }

    private void destroy(Session session, KeyObject object) {
        long slot = Slots.of(session.cryptoki(), token.tokenLabel()).orElseThrow();
        try (var writable = Session.open(session.cryptoki(), slot, true)) {
            session.cryptoki().destroyObject(writable.handle(), object.handle());
        }
    }

    private static BlockCipher chainCipher(Session session) {
        return KeyTable.newest(session, MAC_KEYS[0]).chain().orElseThrow().cipher();
    }

    @Test
    void bothDirectionsOfOneKey() {
        byte[] key = HexFormat.of().parseHex(CLEAR[0]);
        byte[] data = new byte[32];
        for (int i = 0; i < 10; i++) {
            new Random(i).nextBytes(data);
            byte[] enciphered = ciphered(BlockCipher.DES3_ECB_ENCRYPT, data);
            assertArrayEquals(ClearCrypto.tdes(Cipher.ENCRYPT_MODE, key, data), enciphered);
            assertArrayEquals(data, ciphered(BlockCipher.DES3_ECB_DECRYPT, enciphered));
        }
    }

    @Test
    void anErrorInTheMiddleOfAnOperationEndsItAndHarmsNoOther() {
        assertMac(0, new byte[40]);
        inSession((session, keys) -> assertTrue(session.ciphers().size() > 0));
        // A token keeps half a block for the next message unless it refuses it at once.
        var e = assertThrows(
                HsmException.class,
                () -> inSession((session, keys) -> session.cipher(
                        BlockCipher.DES3_ECB_ENCRYPT,
                        keys.get(session, MAC_KEYS[0]).handle(),
                        session.stage(new byte[7]),
                        7)));
        assertEquals(Reason.MALFUNCTION, e.reason());
        inSession((session, keys) -> assertEquals(0, session.ciphers().size()));
        assertMac(0, new byte[40]);
    }

    @Test
    void aRefusedBlockBetweenTwoGoodOnes() {
        byte[] bad = new byte[8];
        for (int i = 0; i < 3; i++) {
            byte[] block = new byte[8];
            inSession((session, keys) -> System.arraycopy(ciphered(session, keys), 0, block, 0, 8));
            var e = assertThrows(HsmException.class, () -> inSession((s, keys) -> translate(s, keys, bad)));
            assertEquals(Reason.BAD_PIN_BLOCK, e.reason());
            inSession((session, keys) -> assertArrayEquals(block, translate(session, keys, block)));
        }
    }

    @Test
    void aReplacedKeyIsUsedAtOnceAndTheOldOneIsNotKeptOpen() {
        assertMac(0, new byte[40]);
        inSession((session, keys) -> translate(session, keys, ciphered(session, keys)));
        TestToken.load(token, MAC_KEYS[0], KeyAlgorithm.TDES2, CLEAR[1]);
        byte[] expected = ClearCrypto.retailMac(HexFormat.of().parseHex(CLEAR[1]), new byte[40]);
        inSession((session, keys) -> assertArrayEquals(expected, mac(session, keys, 0, new byte[40])));
        inSession((session, keys) -> assertEquals(0, session.ciphers().size()));
        inSession((session, keys) -> assertArrayEquals(expected, mac(session, keys, 0, new byte[40])));
    }

    @Test
    void aRemovedKeyIsNotKeptOpen() {
        assertMac(0, new byte[40]);
        try (var loader = KeyLoader.open(token)) {
            loader.remove(MAC_KEYS[0]);
        }
        var e = assertThrows(HsmException.class, () -> assertMac(0, new byte[40]));
        assertEquals(Reason.KEY_MISSING, e.reason());
        inSession((session, keys) -> assertEquals(0, session.ciphers().size()));
    }

    @Test
    void memoryIsWipedAfterEachUse() {
        var seen = new Session[1];
        inSession((session, keys) -> {
            seen[0] = session;
            byte[] data = new byte[300];
            Arrays.fill(data, (byte) 5);
            mac(session, keys, 0, data);
            translate(session, keys, ciphered(session, keys));
        });
        assertEquals(
                -1,
                seen[0].result()
                        .mismatch(MemorySegment.ofArray(
                                new byte[(int) seen[0].result().byteSize()])));
        var staged = seen[0].stage(new byte[0]);
        assertEquals(-1, staged.mismatch(MemorySegment.ofArray(new byte[(int) staged.byteSize()])));
    }

    @Test
    void keysPastTheLimitAreUsedInSingleCalls() {
        inSession((session, keys) -> {
            long key = keys.get(session, MAC_KEYS[0]).handle();
            for (int i = 0; i < OpenCiphers.MOST + 5; i++) {
                long copy = session.copyForSession(key);
                session.cipher(BlockCipher.DES3_ECB_ENCRYPT, copy, session.stage(new byte[8]), 8);
                assertArrayEquals(
                        ClearCrypto.tdes(Cipher.ENCRYPT_MODE, HexFormat.of().parseHex(CLEAR[0]), new byte[8]),
                        session.result().asSlice(0, 8).toArray(JAVA_BYTE));
            }
            assertEquals(OpenCiphers.MOST, session.ciphers().size());
        });
    }

    @Test
    void aLibraryThatRefusesPartsOrDoesThemWrongIsUsedInSingleCalls() throws Exception {
        for (var name : new String[] {"refuse", "holdBack", "falsify"}) {
            inSession((session, keys) -> {
                long key = keys.get(session, MAC_KEYS[0]).handle();
                var library = new Cryptoki(withUpdate(session.cryptoki(), name));
                try (var lame = Session.open(
                        library, Slots.of(library, token.tokenLabel()).orElseThrow(), false)) {
                    for (int i = 0; i < 3; i++) {
                        lame.cipher(BlockCipher.DES3_ECB_ENCRYPT, key, lame.stage(new byte[8]), 8);
                        assertArrayEquals(
                                ClearCrypto.tdes(
                                        Cipher.ENCRYPT_MODE, HexFormat.of().parseHex(CLEAR[0]), new byte[8]),
                                lame.result().asSlice(0, 8).toArray(JAVA_BYTE));
                    }
                    assertEquals(0, lame.ciphers().size());
                }
            });
        }
    }

    /** A library like another but for C_EncryptUpdate, which is the function of this class with that name. */
    private static MemorySegment withUpdate(Cryptoki real, String name) {
        try {
            var type = MethodType.methodType(
                    long.class, long.class, MemorySegment.class, long.class, MemorySegment.class, MemorySegment.class);
            var function = MethodHandles.lookup().findStatic(OpenCipherTest.class, name, type);
            var shape = FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);
            var copy = Arena.ofAuto().allocate(Cryptoki.LIST_BYTES, 8).copyFrom(real.functions());
            copy.set(ADDRESS, 8 + 8 * 31, Linker.nativeLinker().upcallStub(function, shape, Arena.global()));
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static long refuse(
            long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        return 0x54; // CKR_FUNCTION_NOT_SUPPORTED
    }

    private static long holdBack(
            long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        outLength.reinterpret(8).set(JAVA_LONG, 0, length - 8);
        return Ck.CKR_OK;
    }

    private static long falsify(
            long session, MemorySegment in, long length, MemorySegment out, MemorySegment outLength) {
        outLength.reinterpret(8).set(JAVA_LONG, 0, length);
        out.reinterpret(length).fill((byte) 1);
        return Ck.CKR_OK;
    }

    private byte[] ciphered(BlockCipher cipher, byte[] data) {
        byte[] result = new byte[data.length];
        inSession((session, keys) -> {
            session.cipher(cipher, keys.get(session, PIN_KEY).handle(), session.stage(data), data.length);
            MemorySegment.copy(session.result(), JAVA_BYTE, 0, result, 0, result.length);
        });
        return result;
    }

    private static byte[] ciphered(Session session, KeyTable keys) {
        return PinOperations.encipherPin(session, keys, PIN_KEY, PinFormat.ISO_0, "1234".getBytes(US_ASCII), PAN);
    }

    private static byte[] translate(Session session, KeyTable keys, byte[] block) {
        var came = new PinOperations.Block(PIN_KEY, PinFormat.ISO_0, block, PAN);
        return PinOperations.translate(session, keys, came, PIN_KEY, PinFormat.ISO_0);
    }

    private void assertMac(int key, byte[] data) {
        byte[] expected = ClearCrypto.retailMac(HexFormat.of().parseHex(CLEAR[key]), data);
        inSession((session, keys) -> assertArrayEquals(expected, mac(session, keys, key, data)));
    }

    private static byte[] mac(Session session, KeyTable keys, int key, byte[] data) {
        return MacOperations.mac(session, keys, MAC_KEYS[key], MacAlgorithm.RETAIL, data, 0, data.length);
    }

    private void inSession(BiConsumer<Session, KeyTable> work) {
        connection.run("test", (session, keys) -> {
            work.accept(session, keys);
            return "";
        });
    }
}
