package org.pointwork.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.Pointworks;

/** The whole demo, as {@code ./pointwork demo} starts it, on a folder and ports of its own. */
class DemoTest {
    private final int portOffset = FreePorts.offset();

    @TempDir
    Path folder;

    @Test
    @Timeout(300)
    void provesItselfAndDoesSoAgainOnWhatAKilledDemoLeft() throws Exception {
        Process first = start();
        String said = readUntil(first, "Ctrl-C stops it");
        assertTrue(said.contains("Ctrl-C stops it"), said);

        Process refused = start("--once");
        String why = readUntil(refused, "never said");
        assertTrue(why.startsWith("pointwork: Another demo runs on "), why);
        assertEquals(2, refused.waitFor(), why);

        first.destroyForcibly().waitFor();
        Process second = start("--once");
        String outcome = readUntil(second, "never said");
        assertEquals(0, second.waitFor(), outcome);
        assertTrue(outcome.contains("ok     ledgers: "), outcome);
        assertTrue(outcome.contains(": none found"), outcome);
        outcome.lines().forEach(line -> assertTrue(line.length() <= 120 || line.contains(folder.toString()), line));
    }

    private Process start(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of("demo", "--port-offset=" + portOffset));
        command.addAll(List.of(options));
        return Pointworks.start(folder.resolve("a var"), command);
    }

    /** Everything up to the line that contains a text, else up to the end. */
    private static String readUntil(Process process, String text) throws IOException {
        StringBuilder all = new StringBuilder();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null) {
            all.append(line).append('\n');
            if (line.contains(text)) {
                break;
            }
            line = output.readLine();
        }
        return all.toString();
    }
}
