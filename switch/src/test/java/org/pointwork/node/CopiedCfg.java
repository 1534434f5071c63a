package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A copy of {@code cfg/} for each test to spoil. */
abstract class CopiedCfg {
    private static final Path REPOSITORY = Path.of(System.getProperty("project.root"), "cfg");

    @TempDir
    Path cfg;

    @BeforeEach
    void copy() throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = cfg.resolve(REPOSITORY.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replaceAll("(?m)^ *#.*\n", "")); // no examples, just keys
            }
        }
    }

    Config load() {
        return Config.load(cfg, Map.of());
    }

    void replace(String file, String from, String to) throws IOException {
        String text = Files.readString(cfg.resolve(file));
        assertTrue(text.contains(from), file + " has no " + from);
        int at = text.indexOf(from);
        Files.writeString(cfg.resolve(file), text.substring(0, at) + to + text.substring(at + from.length()));
    }
}
