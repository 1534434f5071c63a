package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;

/** What the suite does not see: objects that derivation leaves in the token, and many callers at once. */
class ChipCardsTest {
    private static final IssuerKey KEY = new IssuerKey("imk.ac", Role.CRYPTOGRAM);
    private static final IssuerKey SCRIPT = new IssuerKey("imk.smi", Role.SCRIPT_MAC);
    private static final ChipCard CARD =
            new ChipCard("1234567890123456".getBytes(StandardCharsets.US_ASCII), 0, Option.A);
    private static final int THREADS = 8;
    private static final int EACH = 200;

    private Pkcs11Config config;
    private Pkcs11Hsm hsm;

    @BeforeEach
    void open() {
        config = TestToken.fresh();
        TestToken.load(config, KEY, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        TestToken.load(config, SCRIPT, KeyAlgorithm.TDES2, "FEDCBA98765432100123456789ABCDEF");
        hsm = Pkcs11Hsm.open(config.withKeyRefresh(Duration.ofMillis(1)));
    }

    @AfterEach
    void close() {
        hsm.close();
    }

    @Test
    void derivedKeysAreGoneAfterwards() {
        everything(); // the session's copies of the issuer's keys stay
        long before = sessionObjects();
        for (int i = 0; i < 10; i++) {
            everything();
        }
        assertEquals(before, sessionObjects());
    }

    private void everything() {
        assertTrue(hsm.verifyCryptogram(KEY, CARD, request("7A788EA6B8A3E733")));
        var wrong = request("0000000000000000");
        var refused = assertThrows(
                HsmException.class, () -> hsm.answerCryptogram(KEY, CARD, wrong, new ChipAnswer.Method1(new byte[2])));
        assertEquals(Fault.NOT_AUTHENTIC, refused.fault());
        hsm.scriptMac(SCRIPT, CARD, wrong, new byte[5]);
    }

    @Test
    void manyCallersGetTheirOwnAnswers() throws Exception {
        var calls = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < THREADS; i++) {
            boolean right = i % 2 == 0;
            calls.add(() -> {
                var request = request(right ? "7A788EA6B8A3E733" : "7A788EA6B8A3E734");
                for (int n = 0; n < EACH; n++) {
                    if (hsm.verifyCryptogram(KEY, CARD, request) != right) {
                        return false;
                    }
                }
                return true;
            });
        }
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var call : threads.invokeAll(calls)) {
                assertTrue(call.get());
            }
        }
    }

    @Test
    void aKeyOfAnotherRoleIsNotThere() {
        var other = new IssuerKey("imk.smi", Role.CRYPTOGRAM);
        var missing =
                assertThrows(HsmException.class, () -> hsm.verifyCryptogram(other, CARD, request("7A788EA6B8A3E733")));
        assertEquals(Reason.KEY_MISSING, missing.reason());
        assertFalse(missing.getMessage().contains("1234567890123456"));
    }

    @Test
    void anIssuersKeyHasDoubleLength() {
        try (var loader = KeyLoader.open(config)) {
            for (var algorithm : List.of(KeyAlgorithm.TDES3, KeyAlgorithm.AES128)) {
                var refused = assertThrows(HsmException.class, () -> loader.generateKey(KEY, algorithm));
                assertEquals(Fault.ALGORITHM, refused.fault());
            }
        }
    }

    private static ChipRequest request(String cryptogram) {
        var hex = HexFormat.of();
        return new ChipRequest(
                CryptogramVersion.VISA_18,
                0x1C,
                hex.parseHex("52BF4585"),
                hex.parseHex("0000000040000000000000000124800004800001241911050152BF45851800001C06011203A0B800"),
                hex.parseHex(cryptogram));
    }

    private long sessionObjects() {
        var token = TokenConnection.open(config, false);
        try (var arena = Arena.ofConfined()) {
            return token.run("session objects", (session, _) -> {
                var handles = arena.allocate(JAVA_LONG, 1000);
                var count = arena.allocate(JAVA_LONG);
                session.cryptoki().findObjectsInit(session.handle(), new Attributes(arena).add(Ck.CKA_TOKEN, false));
                session.cryptoki().findObjects(session.handle(), handles, 1000, count);
                session.cryptoki().findObjectsFinal(session.handle());
                return count.get(JAVA_LONG, 0);
            });
        } finally {
            token.close();
        }
    }
}
