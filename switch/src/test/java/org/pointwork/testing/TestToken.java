package org.pointwork.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.dukpt.DukptPad;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.hsm.software.SoftwareHsm;

/** A SoftHSM2 token with the demo's keys, made once for all tests of a JVM. */
public final class TestToken {
    public static final String LABEL = "pointwork";
    /** Of terminals with keys of single transactions; ANSI X9.24's own test keys. */
    public static final BaseKey TDES_BASE = new BaseKey("bdk.demo");

    /** The issuer of {@link TestCard}s. */
    public static final IssuerKey CARDS = new IssuerKey("imk.cards", IssuerKey.Role.CRYPTOGRAM);

    public static final CvvKey CODES = new CvvKey("cvk.cards");

    public static final BaseKey AES_BASE = new BaseKey("bdk.aes");
    private static final byte[] TDES_BASE_KEY = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final byte[] AES_BASE_KEY = HexFormat.of().parseHex("FEDCBA9876543210F1F1F1F1F1F1F1F1");
    private static final char[] PIN = "48151623".toCharArray();
    private static final Path DIR = directory();
    private static final SoftHsm SOFT_HSM = SoftHsm.prepare(DIR, Path.of("target", "softhsm-package"));

    static {
        SOFT_HSM.ensureToken(LABEL, PIN.clone(), PIN.clone());
        try (KeyLoader keys = KeyLoader.open(config())) {
            keys.generateKey(new PinKey("tpk.demo"), KeyAlgorithm.TDES2);
            keys.generateKey(new MacKey("tak.demo"), KeyAlgorithm.TDES2);
            keys.generateKey(new PinKey("zpk.issuer-demo"), KeyAlgorithm.TDES2);
            keys.generateKey(new MacKey("zak.issuer-demo"), KeyAlgorithm.TDES2);
            keys.generateKey(new ZoneKey("zmk.issuer-demo"), KeyAlgorithm.TDES2);
            keys.generateKey(new PinKey("tpk.own"), KeyAlgorithm.TDES2);
            keys.generateKey(new MacKey("tak.own"), KeyAlgorithm.TDES2);
            keys.importKey(CARDS, KeyAlgorithm.TDES2, TestCard.ISSUER_KEY.clone(), new Kcv("08D7B4"));
            keys.generateKey(CODES, KeyAlgorithm.TDES2);
            keys.importKey(TDES_BASE, KeyAlgorithm.TDES2, TDES_BASE_KEY.clone(), new Kcv("08D7B4"));
            keys.importKey(AES_BASE, KeyAlgorithm.AES128, AES_BASE_KEY.clone(), kcv(KeyAlgorithm.AES128, AES_BASE_KEY));
            keys.generateKey(new TokenKey("pan.token"), KeyAlgorithm.AES256);
            keys.generateKey(new SealKey("pan.seal"), KeyAlgorithm.AES256);
        }
    }

    private static final Pkcs11Hsm HSM = Pkcs11Hsm.open(config());
    private static final KeyLoader LOADER = KeyLoader.open(config());

    private TestToken() {}

    public static Hsm hsm() {
        return HSM;
    }

    public static Pkcs11Hsm pinPad() {
        return HSM;
    }

    /** For keys that change, and for those that a test brings. */
    public static KeyLoader zoneKeys() {
        return LOADER;
    }

    /** A terminal under one of the base keys, at its first transaction. */
    public static DukptPad pad(Ksn device) {
        KeyAlgorithm algorithm = device.isAes() ? KeyAlgorithm.AES128 : KeyAlgorithm.TDES2;
        byte[] base = device.isAes() ? AES_BASE_KEY : TDES_BASE_KEY;
        return new DukptPad(algorithm, DukptPad.initialKey(algorithm, base, device), device);
    }

    public static Path module() {
        return SOFT_HSM.module();
    }

    public static Path configFile() {
        return SOFT_HSM.configFile();
    }

    /** The token's PIN, as a node's configuration names a file for it. */
    public static void writePin(Path file) throws IOException {
        Files.writeString(file, new String(PIN));
    }

    /** A token of its own for one end of a line, empty at first. */
    public static Pkcs11Config another(String label) {
        SOFT_HSM.ensureToken(label, PIN.clone(), PIN.clone());
        return Pkcs11Config.of(SOFT_HSM.module(), label, TokenPin.of(PIN.clone()));
    }

    private static Pkcs11Config config() {
        return Pkcs11Config.of(SOFT_HSM.module(), LABEL, TokenPin.of(PIN.clone()));
    }

    private static Kcv kcv(KeyAlgorithm algorithm, byte[] clear) {
        try (SoftwareHsm module = SoftwareHsm.open(Profile.DEVELOPMENT)) {
            return module.load(AES_BASE, algorithm, clear);
        }
    }

    private static Path directory() {
        try {
            Path parent = Files.createDirectories(Path.of("target"));
            return Files.createTempDirectory(parent, "token-" + new SecureRandom().nextInt(1000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
