package org.pointwork.sim.hsm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.WorkingKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.hsm.ZoneKeys.Held;

/** Two sides with a zone master key in common, each with a box and a catalogue of its own. */
class HostKeysTest {
    private static final ZoneKey ZONE = new ZoneKey("zmk.partner");
    private static final MacKey WORKING = new MacKey("zak.partner");
    private static final byte[] DATA = {1, 2, 3};

    private static Boxed side(boolean asBlocks) {
        Boxed side = Boxed.of(1, asBlocks);
        side.load(ZONE, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
        return side;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKeyThatOneSideMakesIsTheOthersToo(boolean asBlocks) {
        try (Boxed here = side(asBlocks);
                Boxed there = side(!asBlocks)) {
            Cryptogram made = here.hsm.keys().issue(ZONE, WORKING);
            there.hsm.keys().receive(ZONE, WORKING, made);
            assertArrayEquals(mac(here, WORKING), mac(there, WORKING));
            assertEquals(made.kcv(), there.hsm.check(WORKING));
            MacKey copy = new MacKey("zak.partner.v1");
            there.hsm.keys().copy(WORKING, copy);
            assertArrayEquals(mac(here, WORKING), mac(there, copy));
            assertTrue(there.hsm.keys().held().stream().map(Held::key).toList().contains(copy));
            assertTrue(there.hsm.keys().remove(copy));
            assertFalse(there.hsm.keys().remove(copy));
            assertNotEquals(made.kcv(), here.hsm.keys().issue(ZONE, WORKING).kcv());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsWrongWithAKeyIsNamedAndNothingIsStored(boolean asBlocks) {
        try (Boxed here = side(asBlocks);
                Boxed there = side(asBlocks)) {
            Cryptogram made = here.hsm.keys().issue(ZONE, WORKING);
            KeyRef other = new PinKey("zpk.partner");
            refuses(Fault.CHECK_VALUE, there, other, new Cryptogram(made.bytes(), new Kcv("000000")));
            refuses(Fault.LENGTH, there, other, new Cryptogram(Arrays.copyOf(made.bytes(), 8), made.kcv()));
            byte[] altered = made.bytes().clone();
            altered[0] ^= 1;
            refuses(Fault.PARITY, there, other, new Cryptogram(altered, made.kcv()));
            assertEquals(1, there.hsm.keys().held().size(), "the zone master key alone");
        }
    }

    /** The life of a working key, as a link lives it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWorkingKeyChanges(boolean asBlocks) {
        try (Boxed here = side(asBlocks);
                Boxed there = side(asBlocks)) {
            here.hsm.keys().receive(ZONE, WORKING, there.hsm.keys().issue(ZONE, WORKING));
            var store = here.hsm.keys();
            var key = new WorkingKey<>(
                    WORKING, MacKey::new, ZONE, Duration.ofMinutes(5), store, store.held(), Clock.systemUTC());
            there.hsm.keys().receive(ZONE, WORKING, key.offer());
            assertEquals(WORKING, key.current());
            key.agreed();
            assertArrayEquals(mac(there, WORKING), mac(here, key.current()));
            assertEquals(2, key.accepted().size());
        }
    }

    private static void refuses(Fault fault, Boxed side, KeyRef key, Cryptogram came) {
        var thrown = assertThrows(HsmException.class, () -> side.hsm.keys().receive(ZONE, key, came));
        assertEquals(fault, thrown.fault(), thrown.getMessage());
    }

    private static byte[] mac(Boxed side, MacKey key) {
        return side.hsm.mac(key, MacAlgorithm.RETAIL, DATA, 0, DATA.length);
    }
}
