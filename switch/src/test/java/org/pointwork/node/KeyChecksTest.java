package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.registry.Permissions;
import org.pointwork.registry.Registry;
import org.pointwork.registry.Terminal;
import org.pointwork.testing.TestToken;

/** Keys of terminals in a real token, against what was agreed. */
class KeyChecksTest {
    private static final MacKey MAC = new MacKey("tak.keychecks");
    private static final PinKey PIN = new PinKey("tpk.keychecks");

    @Test
    void terminals_whose_keys_are_missing_or_others_are_counted(@TempDir Path folder) throws IOException {
        Kcv mac = TestToken.zoneKeys().generateKey(MAC, KeyAlgorithm.TDES2);
        TestToken.zoneKeys().generateKey(PIN, KeyAlgorithm.TDES2);
        Registry registry = new Registry(
                1,
                List.of(),
                List.of(),
                List.of(
                        terminal("DOORS", Optional.empty(), Optional.empty()),
                        terminal("GOOD", Optional.of(PIN), Optional.of(MAC)),
                        terminal("MISSING", Optional.empty(), Optional.of(new MacKey("tak.keychecks-missing")))));
        assertEquals(1, bad(registry, Optional.empty()));
        Path file = folder.resolve("values.yml");
        Files.writeString(file, MAC.label() + ": \"" + mac.hex() + "\"\n");
        assertEquals(1, bad(registry, Optional.of(file)));
        Files.writeString(file, MAC.label() + ": \"000000\"\n");
        assertEquals(2, bad(registry, Optional.of(file)));
    }

    private static long bad(Registry registry, Optional<Path> file) {
        return KeyChecks.verifyTerminals(TestToken.hsm(), registry, file);
    }

    private static Terminal terminal(String id, Optional<PinKey> pinKey, Optional<MacKey> macKey) {
        return new Terminal(
                "demo",
                id,
                "M1",
                true,
                Optional.empty(),
                pinKey,
                macKey,
                Optional.empty(),
                new Permissions(Set.of(), Set.of(), Set.of()));
    }
}
