package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.scan.ByteScan;
import org.pointwork.bench.scan.Secret;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;

class DemoKeysTest {
    private static final byte[] PIN = "1234".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PAN = "4000001234567899".getBytes(StandardCharsets.US_ASCII);
    private static final PinKey TERMINAL = new PinKey("tpk.demo");
    private static final PinKey ISSUER = new PinKey("zpk.issuer-demo");

    /** One test, because a process initialises SoftHSM on one directory only. */
    @Test
    void bothTokensShareTheWireKeysAndTheNodeKeepsItsOwn(@TempDir Path var) throws Exception {
        byte[] pseudonym;
        String checkValues;
        try (DemoKeys keys = DemoKeys.load(var);
                Pkcs11Hsm node = open(keys, DemoKeys.NODE_TOKEN, var.resolve("token-pin"));
                Pkcs11Hsm simulators = open(keys, DemoKeys.SIMULATORS_TOKEN, var.resolve("sim-token-pin"))) {
            byte[] atTheTerminal = simulators.encipherPin(TERMINAL, PIN, PAN);
            byte[] atTheIssuer =
                    node.translatePin(TERMINAL, PinFormat.ISO_0, ISSUER, PinFormat.ISO_0, atTheTerminal, PAN);
            assertArrayEquals(simulators.encipherPin(ISSUER, PIN, PAN), atTheIssuer);
            pseudonym = node.pseudonym(new TokenKey("pan.token"), PAN);
            checkValues = Files.readString(var.resolve("key-check-values.yml"));
            assertTrue(checkValues.contains("zpk.issuer-demo: \"" + node.check(ISSUER) + "\""), checkValues);
            assertNothingInTheClear(keys, var);
        }

        try (DemoKeys again = DemoKeys.load(var);
                Pkcs11Hsm node = open(again, DemoKeys.NODE_TOKEN, var.resolve("token-pin"))) {
            assertArrayEquals(pseudonym, node.pseudonym(new TokenKey("pan.token"), PAN), "kept");
            assertNotEquals(checkValues, Files.readString(var.resolve("key-check-values.yml")), "new wire keys");
        }
    }

    private static void assertNothingInTheClear(DemoKeys keys, Path var) throws Exception {
        List<Secret> secrets = keys.shared().all().stream()
                .map(key -> new Secret(key.toString(), Secret.Nature.BYTES, key.value()))
                .toList();
        assertFalse(secrets.isEmpty());
        assertEquals(List.of(), new ByteScan(secrets).scan(var, Set.of()).hits());
    }

    private static Pkcs11Hsm open(DemoKeys keys, String token, Path pin) {
        return Pkcs11Hsm.open(Pkcs11Config.of(keys.module(), token, TokenPin.file(pin)));
    }
}
