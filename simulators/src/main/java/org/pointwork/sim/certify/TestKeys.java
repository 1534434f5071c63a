package org.pointwork.sim.certify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.sim.pos.TerminalKeys;

/**
 * Keys that tester and operator agreed for a test, from a file of clear values into a token of their own. The token is
 * made for the run and its folder is the caller's to delete.
 *
 * <pre>
 *  purpose test
 *  mac 0123456789ABCDEFFEDCBA9876543210 08D7B4      double-length TDEA, and its check value
 *  pin ...
 * </pre>
 */
public final class TestKeys implements AutoCloseable {
    private static final String DECLARED = "purpose test";
    private static final Pattern KEY = Pattern.compile("(mac|pin) ([0-9A-Fa-f]{32}) ([0-9A-Fa-f]{6})");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Pkcs11Hsm hsm;

    private TestKeys(Pkcs11Hsm hsm) {
        this.hsm = hsm;
    }

    /**
     * Reads the file and loads what is in it.
     *
     * @param folder for the token
     * @throws IllegalArgumentException for a file that does not begin by saying that its keys are for tests, or has a
     *     line that is no key; the message names the line and never what is on it
     * @throws org.pointwork.hsm.HsmException for a key that disagrees with its check value, or where there is no SoftHSM2
     */
    public static TestKeys open(Path file, Path folder) throws IOException {
        List<String> lines = Files.readAllLines(file);
        requireDeclared(file, lines);
        List<Agreed> keys = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (says(line) && !line.equals(DECLARED)) {
                keys.add(agreed(file + ":" + (i + 1), line));
            }
        }
        try {
            return new TestKeys(Pkcs11Hsm.open(load(keys, folder)));
        } finally {
            keys.forEach(key -> Arrays.fill(key.clear(), (byte) 0));
        }
    }

    /** One key of the file. */
    private record Agreed(KeyRef name, byte[] clear, Kcv checkValue) {
        @Override
        public String toString() {
            return name.label();
        }
    }

    private static Pkcs11Config load(List<Agreed> keys, Path folder) throws IOException {
        SoftHsm softHsm = SoftHsm.prepare(folder);
        String label = "certify-" + random();
        String pin = random();
        softHsm.ensureToken(label, pin.toCharArray(), pin.toCharArray());
        Path pinFile = Files.writeString(folder.resolve(label + ".pin"), pin);
        Pkcs11Config token = Pkcs11Config.of(softHsm.module(), label, TokenPin.file(pinFile));
        try (KeyLoader loader = KeyLoader.open(token)) {
            keys.forEach(key -> loader.importKey(key.name(), KeyAlgorithm.TDES2, key.clear(), key.checkValue()));
        }
        return token;
    }

    private static String random() {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void requireDeclared(Path file, List<String> lines) {
        Optional<String> first = lines.stream().filter(TestKeys::says).findFirst();
        if (!first.map(String::strip).equals(Optional.of(DECLARED))) {
            throw new IllegalArgumentException(
                    file + " does not begin with \"" + DECLARED + "\": clear keys of anything else are not taken");
        }
    }

    private static boolean says(String line) {
        return !line.isBlank() && !line.strip().startsWith("#");
    }

    private static Agreed agreed(String where, String line) {
        Matcher key = KEY.matcher(line);
        if (!key.matches()) {
            throw new IllegalArgumentException(
                    where + ": a key is \"mac\" or \"pin\", 32 hexadecimal digits and the 6 of its check value");
        }
        return new Agreed(
                key.group(1).equals("mac") ? TerminalKeys.MAC_KEY : TerminalKeys.PIN_KEY,
                HexFormat.of().parseHex(key.group(2)),
                new Kcv(key.group(3).toUpperCase(Locale.ROOT)));
    }

    /** For terminals. */
    public TerminalKeys terminal() {
        return TerminalKeys.of(Optional.of(hsm), Optional.of(hsm));
    }

    @Override
    public void close() {
        hsm.close();
    }
}
