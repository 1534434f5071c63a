package org.pointwork.bench.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.node.Config;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Which token: that of a node's configuration, or another that is named whole. */
final class TokenAccess {
    @Option(
            names = "--cfg",
            paramLabel = "DIR",
            defaultValue = "cfg",
            description = "The configuration whose node.yml names the token; ${DEFAULT-VALUE}.")
    private Path cfg;

    @ArgGroup(exclusive = false)
    private Named named;

    /** A token that no configuration names. */
    static final class Named {
        @Option(names = "--pkcs11-module", required = true, description = "PKCS#11 library of another token.")
        private Path module;

        @Option(names = "--token", required = true, description = "That token's label.")
        private String token;

        @Option(names = "--token-pin-file", required = true, description = "File with that token's user PIN.")
        private Path pinFile;
    }

    boolean isNamed() {
        return named != null;
    }

    /** The token's place and PIN. */
    Pkcs11Config config() {
        if (named != null) {
            return config(named.module, named.token, named.pinFile);
        }
        Config.HsmToken token = configuration().node().hsm();
        return config(token.module(), token.token(), token.pinFile());
    }

    /** The configuration, whose paths begin in this command's data folder unless the environment says another. */
    Config configuration() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putIfAbsent("PW_VAR", var().toString());
        return Config.load(cfg, environment);
    }

    /** Where ./pointwork keeps its data. */
    static Path var() {
        return Path.of(System.getProperty("pointwork.var", "var"));
    }

    private static Pkcs11Config config(Path module, String token, Path pinFile) {
        prepareSoftHsm(module);
        return Pkcs11Config.of(module, token, TokenPin.file(pinFile));
    }

    /** The demo's tokens have their own place, which SoftHSM2 learns from its environment. */
    private static void prepareSoftHsm(Path module) {
        Path demo = var().resolve("softhsm");
        if (module.getFileName().toString().startsWith("libsofthsm")
                && System.getenv(SoftHsm.CONFIG_VARIABLE) == null
                && Files.exists(demo.resolve("softhsm2.conf"))) {
            SoftHsm.prepare(demo);
        }
    }

    KeyLoader open() {
        return KeyLoader.open(config());
    }
}
