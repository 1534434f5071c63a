package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.testing.TestNode;

/** A process that would work with keys nobody agreed on ends with 1 and a sentence. */
class WrongKeyTest {
    @ParameterizedTest
    @CsvSource({
        "tak.demo, 'key \"tak.demo\" in the token is not the one that'",
        "tpk.demo, 'no check value for key \"tak.demo\"'",
    })
    void the_start_stops_with_a_sentence_that_names_the_key(String agreed, String why, @TempDir Path home)
            throws IOException, InterruptedException {
        try (TestNode node = new TestNode(home, 1, 2)) {
            node.checkValues(Map.of(agreed, "000000"));
            Path said = home.resolve("said");
            Process process = main(node, said);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it came up");
            assertEquals(1, process.exitValue());
            String sentence = Files.readString(said).lines().toList().getLast();
            assertTrue(sentence.startsWith("pointwork cannot start: ") && sentence.contains(why), sentence);
        }
    }

    private static Process main(TestNode node, Path said) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        "org.pointwork.node.Main",
                        "--cfg",
                        node.cfg().toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(node.environment());
        return builder.start();
    }
}
