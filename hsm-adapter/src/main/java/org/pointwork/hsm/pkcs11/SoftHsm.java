package org.pointwork.hsm.pkcs11;

import java.nio.file.Path;

/** SoftHSM2 for the demo and for tests: found or unpacked, configured, and with tokens made. */
public final class SoftHsm {

    private SoftHsm() {}

    /** Finds SoftHSM2, or unpacks it under {@code directory}, and writes its configuration there. */
    public static SoftHsm prepare(Path directory) {
        throw new UnsupportedOperationException(directory.toString());
    }

    /** The PKCS#11 library. */
    public Path module() {
        throw new UnsupportedOperationException();
    }

    /** The configuration file, for {@code SOFTHSM2_CONF} in the environment of other processes. */
    public Path configFile() {
        throw new UnsupportedOperationException();
    }

    /** Makes a token unless there is one of this label; says whether it made one. */
    public boolean ensureToken(String label, char[] soPin, char[] userPin) {
        throw new UnsupportedOperationException();
    }
}
