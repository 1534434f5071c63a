package org.pointwork.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Passwords are in files of their own, never in the configuration. */
public final class Secrets {
    private Secrets() {}

    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read; it should hold one password");
        }
    }
}
