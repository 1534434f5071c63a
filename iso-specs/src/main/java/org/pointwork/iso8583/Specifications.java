package org.pointwork.iso8583;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where specifications are read from: the ones we come with, and a folder of somebody's own beside them. */
final class Specifications {
    /** The names of the dialects we come with, as configuration gives them. */
    static final List<String> DIALECTS = lines(resource("dialects").orElseThrow()).stream()
            .filter(line -> !line.isEmpty())
            .toList();

    private static final int MAX_BYTES = 1 << 20;

    private final Optional<Path> folder;

    private Specifications(Optional<Path> folder) {
        this.folder = folder;
    }

    static Specifications ours() {
        return new Specifications(Optional.empty());
    }

    /** Files of this folder come first, so that a dialect may build on one of ours. */
    static Specifications in(Path folder) {
        return new Specifications(Optional.of(folder));
    }

    /** @throws IllegalArgumentException naming file and line of what cannot be understood */
    Dialect dialect(String name) {
        return new DialectReader(this, name).read();
    }

    /** @throws IllegalArgumentException as {@link #dialect} */
    Edition edition(String name) {
        return EditionReader.read(name, lines(text(name + ".edition")));
    }

    /** @throws IllegalArgumentException as {@link #dialect} */
    SubElements subElements(String name) {
        return SubElementsReader.read(this, name);
    }

    List<String> file(String name) {
        return lines(text(name));
    }

    private String text(String file) {
        return folder.map(path -> path.resolve(file))
                .filter(Files::isRegularFile)
                .map(Specifications::read)
                .or(() -> resource(file))
                .orElseThrow(() -> new IllegalArgumentException("there is no specification " + file));
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(file + " is over " + MAX_BYTES + " bytes");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> resource(String file) {
        try (InputStream in = Specifications.class.getResourceAsStream("/specs/" + file)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without comments and blanks around; empty lines stay, so that lines can be counted. */
    private static List<String> lines(String text) {
        return text.lines()
                .map(line -> line.indexOf('#') < 0 ? line : line.substring(0, line.indexOf('#')))
                .map(String::strip)
                .toList();
    }
}
