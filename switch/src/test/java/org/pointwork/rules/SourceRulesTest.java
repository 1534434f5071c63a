package org.pointwork.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the source shows. */
class SourceRulesTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final int MOST_LINES = 400;

    @Test
    void no_file_is_too_long_to_be_read_in_one_go() {
        assertEquals(
                List.of(),
                sources()
                        .filter(file -> lines(file) > MOST_LINES)
                        .map(ROOT::relativize)
                        .toList());
    }

    @Test
    void every_package_says_what_it_is_for() {
        assertEquals(
                List.of(),
                sources()
                        .map(Path::getParent)
                        .distinct()
                        .filter(dir -> !Files.exists(dir.resolve("package-info.java")))
                        .map(ROOT::relativize)
                        .toList());
    }

    @Test
    void there_are_sources_to_judge() {
        assertFalse(sources().toList().isEmpty());
    }

    private static Stream<Path> sources() {
        return Stream.of("iso-specs", "hsm-adapter", "camel-routes", "switch", "simulators", "bench")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(SourceRulesTest::javaFiles);
    }

    private static Stream<Path> javaFiles(Path dir) {
        try (Stream<Path> files = Files.walk(dir)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
