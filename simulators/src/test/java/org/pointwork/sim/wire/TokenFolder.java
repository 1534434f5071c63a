package org.pointwork.sim.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the tests of this process keep their tokens: SoftHSM2 looks in one place for life. */
public final class TokenFolder {
    private static final Path FOLDER = make();

    private TokenFolder() {}

    public static Path get() {
        return FOLDER;
    }

    private static Path make() {
        try {
            return Files.createTempDirectory(Path.of("target"), "tokens").toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
