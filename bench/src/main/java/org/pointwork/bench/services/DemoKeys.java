package org.pointwork.bench.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pointwork.bench.services.ClearKeys.ClearKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;

/**
 * The demo's two tokens, the node's and the simulators', and the keys in them. Keys that a wire's two ends share are new
 * with every start and in both; those that kept data depends on are made inside the node's token once and stay.
 *
 * @param module the PKCS#11 library
 * @param configFile for {@code SOFTHSM2_CONF} in the environment of other processes
 * @param shared the shared keys' clear values, for the final search of the disk; close it to wipe them
 */
public record DemoKeys(Path module, Path configFile, ClearKeys shared) implements AutoCloseable {
    public static final String NODE_TOKEN = "pointwork";
    public static final String SIMULATORS_TOKEN = "simulators";

    private static final List<KeyRef> SHARED = List.of(
            new PinKey("tpk.demo"),
            new MacKey("tak.demo"),
            new PinKey("zpk.issuer-demo"),
            new MacKey("zak.issuer-demo"),
            new ZoneKey("zmk.issuer-demo"));
    private static final Map<KeyRef, KeyAlgorithm> KEPT =
            Map.of(new TokenKey("pan.token"), KeyAlgorithm.AES256, new SealKey("pan.seal"), KeyAlgorithm.AES256);

    /**
     * Makes what is missing under {@code var/softhsm}, loads the keys, and writes their check values to {@code
     * var/key-check-values.yml}.
     *
     * @throws org.pointwork.hsm.HsmException where SoftHSM2 is not to be had, saying what to install
     */
    public static DemoKeys load(Path var) {
        SoftHsm softHsm =
                SoftHsm.prepare(var.resolve("softhsm"), Cache.folder(var).resolve("softhsm"));
        ClearKeys shared = new ClearKeys(SHARED);
        Map<String, Kcv> checkValues = new TreeMap<>();
        try (KeyLoader node = open(softHsm, var, NODE_TOKEN, "token-pin");
                KeyLoader simulators = open(softHsm, var, SIMULATORS_TOKEN, "sim-token-pin")) {
            for (ClearKey key : shared.all()) {
                node.importKey(key.name(), KeyAlgorithm.TDES2, key.value(), key.kcv());
                simulators.importKey(key.name(), KeyAlgorithm.TDES2, key.value(), key.kcv());
            }
            List<KeyRef> present =
                    node.list().stream().map(KeyLoader.Entry::key).toList();
            KEPT.keySet().stream()
                    .filter(key -> !present.contains(key))
                    .forEach(key -> node.generateKey(key, KEPT.get(key)));
            node.list().forEach(entry -> checkValues.put(entry.key().label(), entry.kcv()));
        }
        write(checkValueFile(var), checkValues);
        return new DemoKeys(softHsm.module(), softHsm.configFile(), shared);
    }

    /** Written last: where it is, the tokens are whole. */
    static Path checkValueFile(Path var) {
        return var.resolve("key-check-values.yml");
    }

    private static KeyLoader open(SoftHsm softHsm, Path var, String token, String pinFile) {
        String pin = SecretFile.ensure(var.resolve(pinFile));
        String soPin = SecretFile.ensure(var.resolve("token-so-pin"));
        softHsm.ensureToken(token, soPin.toCharArray(), pin.toCharArray());
        return KeyLoader.open(Pkcs11Config.of(softHsm.module(), token, TokenPin.file(var.resolve(pinFile))));
    }

    private static void write(Path file, Map<String, Kcv> checkValues) {
        String text = checkValues.entrySet().stream()
                .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
                .collect(Collectors.joining());
        try {
            SecretFile.write(file, text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        shared.close();
    }
}
