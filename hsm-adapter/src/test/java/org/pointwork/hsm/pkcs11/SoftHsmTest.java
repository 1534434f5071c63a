package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** How tokens and their PINs are kept, and that processes share them. */
class SoftHsmTest {
    private static final MacKey ZAK = new MacKey("zak");
    private static final String KEY_1 = "0123456789ABCDEFFEDCBA9876543210";
    private static final String KEY_2 = "89ABCDEF01234567FEDCBA9876543210";
    private Pkcs11Config token;

    @BeforeEach
    void open() {
        token = TestToken.fresh();
    }

    @Test
    void tokensAreTheOwnersAloneAndMadeOnce() throws Exception {
        var softHsm = TestToken.softHsm();
        assertEquals("rwx------", permissions(softHsm.tokenDirectory()));
        assertEquals("rw-------", permissions(softHsm.configFile()));
        assertFalse(softHsm.ensureToken(token.tokenLabel(), "88442211".toCharArray(), "0000".toCharArray()));
    }

    @Test
    void aPinFromAFile(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("pin"), TestToken.PIN + "\n");
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, KEY_1);
        var byFile = Pkcs11Config.of(token.module(), token.tokenLabel(), TokenPin.file(file));
        try (var hsm = Pkcs11Hsm.open(byFile)) {
            assertEquals(8, mac(hsm).length);
        }
        Files.delete(file);
        assertThrows(HsmException.class, () -> Pkcs11Hsm.open(byFile));
    }

    @Test
    void aKeyReplacedByAnotherProcessIsFound() throws Exception {
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, KEY_1);
        try (var hsm = Pkcs11Hsm.open(token)) {
            byte[] first = mac(hsm);
            loadInAnotherProcess(KEY_2);
            byte[] now = first;
            for (int i = 0; i < 300 && Arrays.equals(first, now); i++) {
                Thread.sleep(10);
                now = mac(hsm);
            }
            assertArrayEquals(ClearCrypto.retailMac(HexFormat.of().parseHex(KEY_2), new byte[20]), now);
        }
    }

    @Test
    void nothingPrintsAPin() {
        assertFalse(token.toString().contains(TestToken.PIN));
        try (var hsm = Pkcs11Hsm.open(token)) {
            assertFalse((hsm + " " + hsm.health()).contains(TestToken.PIN));
            assertTrue(hsm.toString().contains(token.tokenLabel()));
        }
    }

    @Test
    void whatWasStagedIsWiped() {
        var connection = TokenConnection.open(token.withSessions(1), false);
        byte[] secret = {1, 2, 3, 4, 5, 6, 7, 8};
        var memory = connection.run("test", (session, _) -> session.stage(secret));
        for (int i = 0; i < secret.length; i++) {
            assertEquals(0, memory.get(ValueLayout.JAVA_BYTE, i));
        }
        connection.close();
    }

    private void loadInAnotherProcess(String key) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var builder = new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                AnotherProcess.class.getName(),
                token.module().toString(),
                token.tokenLabel(),
                key);
        builder.environment()
                .put(SoftHsm.CONFIG_VARIABLE, TestToken.softHsm().configFile().toString());
        var process = builder.inheritIO()
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue());
    }

    private static byte[] mac(Pkcs11Hsm hsm) {
        return hsm.mac(ZAK, MacAlgorithm.RETAIL, new byte[20], 0, 20);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    /** Replaces a key: module, token label, key in hex. Its PIN is the test token's. */
    static final class AnotherProcess {
        private AnotherProcess() {}

        public static void main(String[] args) {
            var token = Pkcs11Config.of(Path.of(args[0]), args[1], TokenPin.of(TestToken.PIN.toCharArray()));
            TestToken.load(token, ZAK, KeyAlgorithm.TDES2, args[2]);
        }
    }
}
