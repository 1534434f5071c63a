package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** A fresh token in SoftHSM2 for each test that asks; one configuration for the whole test process. */
final class TestToken {
    private static final AtomicInteger COUNT = new AtomicInteger();
    static final String PIN = "73912846";

    private TestToken() {}

    /** SoftHSM2, or a skipped test with the reason. */
    static SoftHsm softHsm() {
        Assumptions.assumeTrue(Holder.SOFT_HSM != null, Holder.why);
        return Holder.SOFT_HSM;
    }

    static Pkcs11Config fresh() {
        var softHsm = softHsm();
        var label = "test-" + COUNT.incrementAndGet();
        softHsm.ensureToken(label, "88442211".toCharArray(), PIN.toCharArray());
        return Pkcs11Config.of(softHsm.module(), label, TokenPin.of(PIN.toCharArray()))
                .withWaiting(Duration.ofSeconds(5), 10_000);
    }

    static void load(Pkcs11Config token, KeyRef key, KeyAlgorithm algorithm, String hex) {
        try (var loader = KeyLoader.open(token)) {
            load(loader, key, algorithm, hex);
        }
    }

    /** Loads a published test key, whose check value nobody quotes. */
    static void load(KeyLoader loader, KeyRef key, KeyAlgorithm algorithm, String hex) {
        byte[] clear = HexFormat.of().parseHex(hex);
        try {
            loader.importKey(key, algorithm, clear, ClearCrypto.kcv(key, algorithm, clear));
        } catch (HsmException e) {
            throw new AssertionError(key + ": " + e.getMessage(), e);
        }
    }

    private static final class Holder {
        static String why = "";
        static final SoftHsm SOFT_HSM = prepare();

        private static SoftHsm prepare() {
            try {
                var directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "softhsm");
                return SoftHsm.prepare(
                        directory, Path.of(System.getProperty("user.home"), ".cache", "pointwork", "softhsm"));
            } catch (HsmException | IOException e) {
                why = e.getMessage();
                return null;
            }
        }
    }
}
