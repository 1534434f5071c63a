package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** Vectors made by others, read in place; tests that need them are skipped where they are absent. */
public final class Corpus {
    private Corpus() {}

    /** One recorded call of psec, an independent implementation. */
    public record Call(String line) {
        public byte[] hex(String name) {
            return HexFormat.of().parseHex(text(name).orElseThrow().substring("hex:".length()));
        }

        public Optional<String> text(String name) {
            var matcher = Pattern.compile('"' + name + "\": \"([^\"]*)\"").matcher(line);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }

        public boolean says(String fragment) {
            return line.contains(fragment);
        }

        public boolean failed() {
            return text("error").isPresent();
        }
    }

    public static List<Call> psec(String operation) {
        return lines("psec.jsonl").stream()
                .filter(line -> line.contains("\"op\": \"" + operation + "\""))
                .map(Call::new)
                .toList();
    }

    public static List<String> lines(String file) {
        var path = Path.of(System.getProperty("corpus", "corpus"), "crypto", file);
        Assumptions.assumeTrue(Files.isReadable(path), "the corpus is not here: " + file);
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
