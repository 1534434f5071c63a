package org.pointwork.sim;

import java.nio.file.Path;
import java.util.Optional;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The token that holds a simulator's keys: all three options or none. */
final class TokenOptions {
    @ArgGroup(exclusive = false)
    private Token token;

    /** What a token takes. */
    static final class Token {
        @Option(names = "--pkcs11-module", required = true, description = "PKCS#11 library of the token")
        private Path module;

        @Option(names = "--token", required = true, description = "the token's label")
        private String label;

        @Option(names = "--token-pin-file", required = true, description = "file with the token's user PIN")
        private Path pinFile;

        private Pkcs11Config config() {
            return Pkcs11Config.of(module, label, TokenPin.file(pinFile));
        }
    }

    /** Opens the token, empty where none is given. */
    Optional<Pkcs11Hsm> open() {
        return Optional.ofNullable(token).map(given -> Pkcs11Hsm.open(given.config()));
    }

    /** Opens the token for changes of keys, empty where none is given. */
    Optional<KeyLoader> openForChanges() {
        return Optional.ofNullable(token).map(given -> KeyLoader.open(given.config()));
    }
}
