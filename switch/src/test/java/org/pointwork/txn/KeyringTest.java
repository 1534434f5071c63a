package org.pointwork.txn;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.RotatedKeys;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.link.PartnerConfig;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;
import org.pointwork.node.Config;
import org.pointwork.testing.TestToken;

/** A door's PIN key is rotated while terminals still use what it replaced. */
class KeyringTest {
    private static final byte[] PIN = "1234".getBytes(US_ASCII);
    private static final String PAN = "4000001234567899";

    @Test
    void blocksUnderTheKeyBeforeAreTakenForAWhile() {
        Config config = Config.load(Path.of(System.getProperty("project.root"), "cfg"), Map.of());
        ListenerConfig door = config.listeners().listeners().getFirst();
        PartnerConfig partner = config.partners().partners().getFirst();
        PinKey before = new PinKey(door.pinKey());
        PinKey after = new PinKey(door.pinKey() + ".v1");
        PinKey to = new PinKey(partner.pinKey());
        var token = TestToken.another("rotated");
        try (KeyLoader loader = KeyLoader.open(token);
                Pkcs11Hsm hsm = Pkcs11Hsm.open(token)) {
            List.of(before, to).forEach(key -> loader.generateKey(key, KeyAlgorithm.TDES2));
            RotatedKeys rings = new RotatedKeys(Duration.ofDays(1), hsm.held(), Clock.systemUTC());
            Keyring keyring = new Keyring(hsm, rings, List.of(door), Map.of(partner.name(), KeyRing.fixed(to)));
            loader.generateKey(after, KeyAlgorithm.TDES2);
            rings.look(hsm.held());

            byte[] atTheIssuer = hsm.encipherPin(to, PIN, PAN.getBytes(US_ASCII));
            for (PinKey key : List.of(after, before)) {
                byte[] block = hsm.encipherPin(key, PIN, PAN.getBytes(US_ASCII));
                assertArrayEquals(
                        atTheIssuer, keyring.translatePin(door, keys(keyring, door), partner, block, new Pan(PAN)));
            }
            loader.remove(before);
            rings.look(hsm.held());
            byte[] none = new byte[8];
            var refused = assertThrows(
                    HsmException.class,
                    () -> keyring.translatePin(door, keys(keyring, door), partner, none, new Pan(PAN)));
            assertEquals(Reason.BAD_PIN_BLOCK, refused.reason());
        }
    }

    private static TerminalKeys keys(Keyring keyring, ListenerConfig door) {
        return keyring.keysOf(door, Optional.empty(), Fields.NONE);
    }
}
