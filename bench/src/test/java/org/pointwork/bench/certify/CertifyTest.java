package org.pointwork.bench.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.Pointworks;

/** The whole certification pack, as {@code ./pointwork sim certify --embedded} runs it. */
class CertifyTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(240)
    void theNodePassesItsOwnPack() throws Exception {
        Path report = folder.resolve("report");
        Process process =
                Pointworks.start(folder.resolve("var"), List.of("sim", "certify", "--embedded", "--report=" + report));
        String said;
        try (BufferedReader output = process.inputReader()) {
            said = output.lines().collect(Collectors.joining("\n"));
        }
        assertEquals(0, process.waitFor(), said);
        String page = Files.readString(report.resolve("certificate.html"));
        assertTrue(page.contains("Every script passed"), page);
        assertTrue(Files.readString(report.resolve("certificate.xml")).contains("failures=\"0\" skipped=\"0\""));
    }
}
