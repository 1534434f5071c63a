package org.pointwork.hsm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;

class BoxKeysTest {
    private static final String CRYPTOGRAM = "U" + "0123456789ABCDEF".repeat(2);

    @TempDir
    private Path folder;

    @Test
    void keepsKeysByPurposeAndLabel() {
        BoxKeys keys = BoxKeys.create(folder.resolve("keys"), "2686047CA1");
        keys.put(key(BoxKey.ZPK, "one"));
        keys.put(key(BoxKey.ZAK, "one"));
        keys.put(key(BoxKey.TPK, "two"));
        BoxKeys again = BoxKeys.of(folder.resolve("keys"));
        assertEquals(Optional.of("2686047CA1"), again.lmk());
        assertEquals(
                List.of(key(BoxKey.ZAK, "one"), key(BoxKey.ZPK, "one"), key(BoxKey.TPK, "two")).stream()
                        .sorted(java.util.Comparator.comparing(BoxCryptogram::toString))
                        .toList(),
                again.all().stream()
                        .sorted(java.util.Comparator.comparing(BoxCryptogram::toString))
                        .toList());
        assertEquals(key(BoxKey.ZPK, "one"), again.get(new PinKey("one")));
        assertTrue(keys.remove(new PinKey("one")));
        assertFalse(keys.remove(new PinKey("one")));
        var missing = assertThrows(HsmException.class, () -> keys.get(new PinKey("one")));
        assertEquals(Reason.KEY_MISSING, missing.reason());
        assertEquals(key(BoxKey.ZAK, "one"), keys.get(new MacKey("one")));
    }

    /** A later key under a name takes the place of an earlier one, whatever type of the same purpose it is. */
    @Test
    void replaces() {
        BoxKeys keys = BoxKeys.create(folder.resolve("keys"), "268604");
        keys.put(key(BoxKey.ZPK, "one"));
        keys.put(key(BoxKey.TPK, "one"));
        assertEquals(List.of(key(BoxKey.TPK, "one")), List.copyOf(keys.all()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zpk one 2026-11-21T14:02:11.482Z 0D39A4                  | a key is type, label, time, check value and cryptogram
            zqk one 2026-11-21T14:02:11.482Z 0D39A4 U01              | there is no type of key zqk
            zpk one yesterday 0D39A4 U01                             | the time is not like 2026-11-21T14:02:11.482Z
            zpk one 2026-11-21T14:02:11.482Z 0D39 U01                | a check value is 3 to 8 bytes in hex
            zpk one 2026-11-21T14:02:11.482Z 0D39A4 U01              | a key is U and 32 hex digits, T and 48, or S and a key block
            zpk ONE 2026-11-21T14:02:11.482Z 0D39A4 U01              | a key's label is 1 to 63 of a-z, 0-9, dot and dash""")
    void saysWhichLineMakesNoSense(String line, String why) throws IOException {
        Path file = folder.resolve("keys");
        Files.writeString(file, "# a comment\nlmk 268604\n" + line + "\n");
        var thrown = assertThrows(IllegalArgumentException.class, () -> BoxKeys.of(file));
        assertEquals("catalogue " + file + ", line 3: " + why, thrown.getMessage());
    }

    private static BoxCryptogram key(BoxKey type, String label) {
        return new BoxCryptogram(label, type, Instant.parse("2026-11-21T14:02:11.482Z"), new Kcv("0D39A4"), CRYPTOGRAM);
    }
}
