package org.pointwork.sim.certify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.hsm.HsmException;
import org.pointwork.sim.wire.TokenFolder;

class TestKeysTest {
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";

    @TempDir
    Path folder;

    @Test
    void loadsAgreedKeysAndRefusesAllElse() throws IOException {
        try (TestKeys keys = TestKeys.open(
                file("# agreed\npurpose test\nmac " + KEY + " 08D7B4\npin " + KEY + " 08d7b4\n"), TokenFolder.get())) {
            assertEquals(8, keys.terminal().pinBlock("1234", "4000001234567899").length);
            assertTrue(keys.terminal().seal().isPresent());
        }
        var wrong = assertThrows(HsmException.class, () -> open("purpose test\nmac " + KEY + " 000000\n"));
        assertFalse(wrong.getMessage().contains(KEY));
    }

    @Test
    void refusesAFileThatDoesNotSayThatItsKeysAreForTests() throws IOException {
        var refused = assertThrows(IllegalArgumentException.class, () -> open("mac " + KEY + " 08D7B4\n"));
        assertTrue(refused.getMessage().contains("does not begin with \"purpose test\""), refused.getMessage());
        var odd = assertThrows(IllegalArgumentException.class, () -> open("purpose test\nmac " + KEY + "\n"));
        assertTrue(odd.getMessage().contains("keys:2: a key is"), odd.getMessage());
        assertFalse(odd.getMessage().contains(KEY));
    }

    private void open(String content) throws IOException {
        TestKeys.open(file(content), TokenFolder.get()).close();
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("keys"), content);
    }
}
