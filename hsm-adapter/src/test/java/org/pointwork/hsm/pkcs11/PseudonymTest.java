package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.TokenKey;

class PseudonymTest {
    private static final long CKK_SHA256_HMAC = 0x2B;
    private static final HexFormat HEX = HexFormat.of();
    private static final String CLEAR = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final TokenKey KEY = new TokenKey("pan.token");
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static final byte[] PAN_PSEUDONYM = HEX.parseHex("c043c81840baf810f5dccc639ebac336");
    private Pkcs11Config token;
    private Pkcs11Hsm hsm;

    @BeforeEach
    void open() {
        token = TestToken.fresh();
        TestToken.load(token, KEY, KeyAlgorithm.AES256, CLEAR);
        hsm = Pkcs11Hsm.open(token);
    }

    @AfterEach
    void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    /** The last block of {@code openssl enc -aes-256-cbc -nopad} over the padded message, with a zero IV. */
    @ParameterizedTest
    @CsvSource({
        "'', d4e96925c0bfcffb52f8a187ee774aab",
        "35, 9e7158244cf3e40e1edefa5d7e9d8a31",
        "00, 2d13336a31a04b57c66435239041f558",
        "0000, c4cead3f72dcdf059dfe5637ab783003",
        "353535353535353535313233343536, 3cd2b507201763891beae6d4f5a29248",
        "35353535353535353531323334353637, c043c81840baf810f5dccc639ebac336",
        "35353535353535353531323334353637383930, 1e466ff51c7ac7caf9325351a5580881",
        "3535353535353535353132333435363738393031323334353637383930313233, 36a68072ea967f89dc034122f9f659b6",
        "353535353535353535313233343536373839303132333435363738393031323334, 15769b7e236a523287aed76bd55ef691"
    })
    void agreesWithOpenSsl(String data, String pseudonym) {
        assertEquals(pseudonym, HEX.formatHex(hsm.pseudonym(KEY, HEX.parseHex(data))));
    }

    @Test
    void checkValueIsThatOfAnEncryptedZeroBlock() {
        assertEquals(new Kcv("F29000"), hsm.check(KEY));
    }

    @Test
    void theSameWhateverCameBefore() {
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            byte[] other = new byte[random.nextInt(100)];
            random.nextBytes(other);
            hsm.pseudonym(KEY, other);
            assertArrayEquals(PAN_PSEUDONYM, hsm.pseudonym(KEY, PAN));
        }
    }

    @Test
    void theSameInEverySessionAndAfterARestart() {
        try (var other = Pkcs11Hsm.open(token)) {
            assertArrayEquals(PAN_PSEUDONYM, other.pseudonym(KEY, PAN));
        }
        assertArrayEquals(PAN_PSEUDONYM, hsm.pseudonym(KEY, PAN));
        var library = Library.of(token.module());
        library.restart(library.incarnation());
        assertArrayEquals(PAN_PSEUDONYM, hsm.pseudonym(KEY, PAN));
    }

    /** Data that begin other data, and data that differ in the zeros at their end: what padding could mix up. */
    @Test
    void lengthsNeverMeet() {
        Set<String> seen = new HashSet<>();
        for (int length = 0; length <= 64; length++) {
            assertTrue(seen.add(HEX.formatHex(hsm.pseudonym(KEY, new byte[length]))), "zeros, " + length);
        }
        byte[] data = new byte[64];
        new Random(5).nextBytes(data);
        for (int length = 1; length <= data.length; length++) {
            byte[] prefix = Arrays.copyOf(data, length);
            assertTrue(seen.add(HEX.formatHex(hsm.pseudonym(KEY, prefix))), "a prefix of " + length);
        }
    }

    @Test
    void anotherKeyGivesOtherPseudonyms() {
        var other = new TokenKey("other");
        TestToken.load(token, other, KeyAlgorithm.AES256, CLEAR.replace("00", "ff"));
        assertFalse(Arrays.equals(PAN_PSEUDONYM, hsm.pseudonym(other, PAN)));
    }

    /** As made by other tools, or under rules of before: the label and the id are right, the use is not. */
    @Test
    void aKeyThatMayNotEncryptIsRefusedAndHarmsNoOther() {
        var unfit = new TokenKey("unfit");
        create(unfit, Ck.CKK_AES);
        for (int i = 0; i < 3; i++) {
            var e = assertThrows(HsmException.class, () -> hsm.pseudonym(unfit, PAN));
            assertEquals(Reason.REFUSED, e.reason());
            assertEquals(
                    "REFUSED unfit: the token keeps the key for another use, load it anew: C_EncryptInit answered"
                            + " CKR_KEY_FUNCTION_NOT_PERMITTED",
                    e.getMessage());
            assertArrayEquals(PAN_PSEUDONYM, hsm.pseudonym(KEY, PAN));
        }
        assertEquals(
                Reason.REFUSED,
                assertThrows(HsmException.class, () -> hsm.check(unfit)).reason());
        TestToken.load(token, unfit, KeyAlgorithm.AES256, CLEAR);
        assertArrayEquals(PAN_PSEUDONYM, hsm.pseudonym(unfit, PAN));
    }

    @Test
    void aKeyOfAnotherKindIsNoKey() {
        var other = new TokenKey("hmac");
        create(other, CKK_SHA256_HMAC);
        var e = assertThrows(HsmException.class, () -> hsm.pseudonym(other, PAN));
        assertEquals(Reason.KEY_MISSING, e.reason());
        try (var loader = KeyLoader.open(token)) {
            assertEquals(
                    List.of(KEY),
                    loader.list().stream().map(KeyLoader.Entry::key).toList());
        }
    }

    /** A key with a label and an id of ours that may sign and nothing else. */
    private void create(TokenKey key, long keyType) {
        var connection = TokenConnection.open(token, true);
        connection.run("test", (session, _) -> {
            try (var arena = Arena.ofConfined();
                    var secret = new NativeSecret(HEX.parseHex(CLEAR))) {
                var template = new Attributes(arena)
                        .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                        .add(Ck.CKA_KEY_TYPE, keyType)
                        .add(Ck.CKA_TOKEN, true)
                        .add(Ck.CKA_LABEL, key.label())
                        .add(Ck.CKA_ID, new KeyId(key.purpose(), KeyId.Part.KEY, 1).toString())
                        .add(Ck.CKA_ENCRYPT, false)
                        .add(Ck.CKA_SIGN, true)
                        .add(Ck.CKA_VALUE, secret.memory());
                session.cryptoki().createObject(session.handle(), template, arena.allocate(ValueLayout.JAVA_LONG));
                return 0;
            }
        });
        connection.close();
    }
}
