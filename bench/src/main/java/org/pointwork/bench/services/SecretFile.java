package org.pointwork.bench.services;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random secret in a file that its owner alone may read (0600). Made once and kept over restarts. */
public final class SecretFile {
    private static final int RANDOM_BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SecretFile() {}

    /** The file's secret; a new one of 32 URL-safe characters where there is no file yet. */
    public static synchronized String ensure(Path file) {
        try {
            if (Files.exists(file)) {
                String kept = Files.readString(file).strip();
                if (!kept.isEmpty()) {
                    return kept;
                }
            }
            byte[] random = new byte[RANDOM_BYTES];
            RANDOM.nextBytes(random);
            String secret = Base64.getUrlEncoder().encodeToString(random);
            write(file, secret.getBytes(StandardCharsets.US_ASCII));
            return secret;
        } catch (IOException e) {
            throw new UncheckedIOException("the secret in " + file + " can be neither read nor made", e);
        }
    }

    /** Puts bytes into a file that is whole or absent, and never readable by others. */
    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, content);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
