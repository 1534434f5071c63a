package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** The token goes away beneath the pool, and comes back: nothing is restarted by hand, nothing is done in the clear. */
class RecoveryTest {
    private static final MacKey ZAK = new MacKey("zak");
    private static final byte[] DATA = new byte[160];
    private Pkcs11Config token;
    private Pkcs11Hsm hsm;
    private byte[] expected;

    @BeforeEach
    void open() {
        token = TestToken.fresh().withKeyRefresh(Duration.ofMillis(50));
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        hsm = Pkcs11Hsm.open(token);
        expected = mac();
    }

    @AfterEach
    void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    @Test
    void sessionsClosedBeneathThePool() {
        beneath(library -> library.cryptoki().closeAllSessions(slot(library)));
        assertArrayEquals(expected, mac());
        assertEquals(2, hsm.health().logins());
    }

    @Test
    void loggedOutBeneathThePool() {
        beneath(library -> {
            try (var session = Session.open(library.cryptoki(), slot(library), false)) {
                library.cryptoki().logout(session.handle());
            }
        });
        assertArrayEquals(expected, mac());
        assertEquals(State.UP, hsm.health().state());
    }

    @Test
    void libraryRestartedByAnotherUser() {
        var library = Library.of(token.module());
        for (int i = 0; i < 5; i++) {
            library.restart(library.incarnation());
            assertArrayEquals(expected, mac());
        }
    }

    @Test
    void tokenGoneAndBack() throws Exception {
        var directory = tokenDirectory();
        var aside = directory.resolveSibling("aside-" + directory.getFileName());
        var parked = TestToken.softHsm().configFile().resolveSibling(aside.getFileName());
        Files.move(directory, parked);
        assertEquals(Reason.UNAVAILABLE, eventualFailure());
        assertEquals(State.DOWN, hsm.health().state());
        assertTrue(
                hsm.health().detail().contains(token.tokenLabel()), hsm.health().detail());
        long before = System.nanoTime();
        assertThrows(HsmException.class, this::mac);
        assertTrue(System.nanoTime() - before < Duration.ofSeconds(1).toNanos(), "fails fast while away");

        Files.move(parked, directory);
        assertArrayEquals(expected, eventualMac());
        assertEquals(State.UP, hsm.health().state());
    }

    @Test
    void aWrongPinIsTriedOnce() {
        hsm.close();
        var wrong = Pkcs11Config.of(token.module(), token.tokenLabel(), TokenPin.of("00000000".toCharArray()));
        var e = assertThrows(HsmException.class, () -> Pkcs11Hsm.open(wrong));
        assertEquals(Reason.UNAVAILABLE, e.reason());
        assertTrue(e.getMessage().contains("CKR_PIN_INCORRECT"), e.getMessage());
        var reconnector = new Reconnector(wrong, false);
        assertThrows(HsmException.class, reconnector::connect);
        var second = assertThrows(HsmException.class, reconnector::connect);
        assertTrue(second.getMessage().contains("not tried again"), second.getMessage());
    }

    @Test
    void aMissingTokenOrLibraryIsUnavailable() {
        var noToken = Pkcs11Config.of(token.module(), "no-such-token", token.pin());
        assertEquals(
                Reason.UNAVAILABLE,
                assertThrows(HsmException.class, () -> Pkcs11Hsm.open(noToken)).reason());
        var noLibrary = Pkcs11Config.of(Path.of("/no/such/library.so"), "any", token.pin());
        assertEquals(
                Reason.UNAVAILABLE,
                assertThrows(HsmException.class, () -> Pkcs11Hsm.open(noLibrary))
                        .reason());
    }

    @Test
    void closedIsUnavailable() {
        hsm.close();
        hsm.close();
        assertEquals(
                Reason.UNAVAILABLE, assertThrows(HsmException.class, this::mac).reason());
        assertEquals(State.DOWN, hsm.health().state());
    }

    private byte[] mac() {
        return hsm.mac(ZAK, MacAlgorithm.RETAIL, DATA, 0, DATA.length);
    }

    /** The handles of keys are trusted for a while, so the token's absence shows within that time. */
    private Reason eventualFailure() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            try {
                mac();
            } catch (HsmException e) {
                return e.reason();
            }
            Thread.sleep(10);
        }
        throw new AssertionError("it never failed");
    }

    private byte[] eventualMac() throws InterruptedException {
        HsmException last = null;
        for (int i = 0; i < 500; i++) {
            try {
                return mac();
            } catch (HsmException e) {
                last = e;
            }
            Thread.sleep(10);
        }
        throw last;
    }

    private void beneath(Consumer<Library> mischief) {
        var library = Library.of(token.module());
        long stamp = library.enter(library.incarnation());
        try {
            mischief.accept(library);
        } finally {
            library.leave(stamp);
        }
    }

    private long slot(Library library) {
        return Slots.of(library.cryptoki(), token.tokenLabel()).orElseThrow();
    }

    /** SoftHSM keeps each token in a directory of its own; the newest is ours. */
    private static Path tokenDirectory() throws IOException {
        Path newest = null;
        try (var tokens = Files.newDirectoryStream(TestToken.softHsm().tokenDirectory())) {
            for (var each : tokens) {
                newest = newest == null || made(each).compareTo(made(newest)) > 0 ? each : newest;
            }
        }
        return newest;
    }

    private static FileTime made(Path token) throws IOException {
        return Files.getLastModifiedTime(token.resolve("token.object"));
    }
}
