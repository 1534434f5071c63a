package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.Profile;

/** Clear PINs in a production node: by whom signed, until when. */
class ProductionRulesTest {
    private static final Path CFG = Path.of(System.getProperty("project.root"), "cfg");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path dir;

    @ParameterizedTest(name = "{0}, until {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            development |            |
            development | 2020-01-01 |
            production |            | no PINs on a plain PKCS#11 token
            production | 2026-11-20 | what A. Name, head of security signed ended on 2026-11-20
            production | 2026-11-21 |
            production | 2027-11-21 |
            production | 2027-11-22 | until is at most a year ahead
            """)
    void productionTakesASignatureThatHoldsToday(String profile, String until, String refused) throws IOException {
        Config.Node node = node(profile, until);
        if (refused == null) {
            assertDoesNotThrow(() -> ProductionRules.checkPlainToken(node, CLOCK));
        } else {
            var e = assertThrows(ConfigException.class, () -> ProductionRules.checkPlainToken(node, CLOCK));
            assertTrue(e.getMessage().startsWith("node.yml: ") && e.getMessage().contains(refused), e.getMessage());
        }
    }

    /** With payment HSMs beside the token there is nothing to sign for. */
    @Test
    void productionTakesPaymentHsms() throws IOException {
        Path file = dir.resolve("node.yml");
        node("production", null);
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceFirst("(?m)^ *# boxes.*\n", "  boxes: {addresses: [hsm:1500], catalogue: keys}\n"));
        Config.Node node = new ConfigFile(Map.of()).read(file, Config.Node.class);
        assertDoesNotThrow(() -> ProductionRules.checkPlainToken(node, CLOCK));
    }

    @Test
    void whatIsNoDayIsRefused() {
        assertTrue(assertThrows(ConfigException.class, () -> node("production", "2027-02-30"))
                .getMessage()
                .contains("until is a day: write 2027-03-31"));
    }

    @Test
    void aProfileIsOneOfTwo() {
        assertThrows(ConfigException.class, () -> node("prod", null));
    }

    @Test
    void whatTheRepositoryShipsIsForDevelopment() throws IOException {
        assertEquals(Profile.DEVELOPMENT, node("development", null).profile());
    }

    private Config.Node node(String profile, String until) throws IOException {
        String signature = until == null
                ? ""
                : "  clear-pins:\n    signed-by: A. Name, head of security\n    until: " + until + "\n";
        String text = Files.readString(CFG.resolve("node.yml")).replace("${PW_PROFILE:-development}", profile);
        Path file = Files.writeString(dir.resolve("node.yml"), text.replaceFirst("(?m)^ *# clear-pins.*\n", signature));
        return new ConfigFile(Map.of()).read(file, Config.Node.class);
    }
}
