package org.pointwork.sim;

import java.nio.file.Path;
import java.util.Optional;
import org.pointwork.sim.pos.TlsFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The files for mutual TLS: all three options or none. */
final class TlsOptions {
    @ArgGroup(exclusive = false)
    private Files files;

    /** What mutual TLS takes. */
    static final class Files {
        @Option(names = "--key-store", required = true, description = "PKCS#12 file with the client's key")
        private Path keyStore;

        @Option(names = "--trust-store", required = true, description = "PKCS#12 file with the trusted certificates")
        private Path trustStore;

        @Option(names = "--store-password-file", required = true, description = "file with the password of both")
        private Path passwordFile;
    }

    Optional<TlsFiles> files() {
        return Optional.ofNullable(files)
                .map(given -> new TlsFiles(given.keyStore, given.trustStore, given.passwordFile));
    }
}
