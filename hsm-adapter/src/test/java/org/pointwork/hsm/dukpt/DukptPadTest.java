package org.pointwork.hsm.dukpt;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.software.SoftwareHsm;

/** Pads against the module at the other end, and against the standard's initial key. */
class DukptPadTest {
    private static final BaseKey BASE = new BaseKey("bdk");
    private static final PinKey ZONE = new PinKey("zpk");
    private static final byte[] PIN = "123456".getBytes(US_ASCII);
    private static final byte[] PAN = "4111111111111111".getBytes(US_ASCII);
    private static final byte[] MESSAGE = "a message".getBytes(US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "TDES2,  0123456789ABCDEFFEDCBA9876543210, FFFF9876543210E00000, ISO_0, RETAIL",
        "TDES2,  0123456789ABCDEFFEDCBA9876543210, FFFF9876543210E00000, ISO_3, RETAIL_PADDED",
        "AES128, FEDCBA9876543210F1F1F1F1F1F1F1F1, 123456789012345600000000, ISO_4, CMAC",
        "AES256, FEDCBA9876543210F1F1F1F1F1F1F1F1FEDCBA9876543210F1F1F1F1F1F1F1F1, 123456789012345600000000, ISO_4, HMAC_SHA256",
    })
    void aModuleUnderstandsItsPad(
            KeyAlgorithm algorithm, String baseHex, Ksn device, PinFormat format, MacAlgorithm mac) {
        byte[] base = HexFormat.of().parseHex(baseHex);
        try (var hsm = SoftwareHsm.open(Profile.DEVELOPMENT);
                var pad = new DukptPad(algorithm, DukptPad.initialKey(algorithm, base, device), device)) {
            hsm.load(BASE, algorithm, base);
            hsm.load(ZONE, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
            byte[] expected = hsm.encipherPin(ZONE, PIN, PAN);
            for (int i = 1; i <= 40; i++, pad.next()) {
                assertEquals(i, pad.ksn().counter());
                var request = new DukptKey(BASE, pad.ksn(), Way.REQUEST);
                byte[] block = pad.encipherPin(format, PIN, PAN);
                assertArrayEquals(expected, hsm.translatePin(request, format, ZONE, PinFormat.ISO_0, block, PAN));
                assertTrue(hsm.verifyMac(request, mac, MESSAGE, 0, MESSAGE.length, pad.mac(mac, MESSAGE)));
                assertArrayEquals(new byte[32], hsm.decrypt(request, pad.encrypt(new byte[32])));
                var response = new DukptKey(BASE, pad.ksn(), Way.RESPONSE);
                byte[] answer = hsm.mac(response, mac, MESSAGE, 0, MESSAGE.length);
                assertTrue(pad.verifyMac(mac, MESSAGE, answer));
                assertFalse(pad.verifyMac(mac, MESSAGE, pad.mac(mac, MESSAGE)), "a request is no response");
                assertArrayEquals(new byte[32], pad.decrypt(hsm.encrypt(response, new byte[32])));
            }
        }
    }

    /** X9.24-1 A.2 and X9.24-3 B.1. */
    @ParameterizedTest
    @CsvSource({
        "TDES2,  0123456789ABCDEFFEDCBA9876543210, FFFF9876543210E00000,     6ac292faa1315b4d858ab3a3d7d5933a",
        "AES128, FEDCBA9876543210F1F1F1F1F1F1F1F1, 123456789012345600000000, 1273671ea26ac29afa4d1084127652a1",
    })
    void initialKeys(KeyAlgorithm algorithm, String base, Ksn device, String expected) {
        byte[] made = DukptPad.initialKey(algorithm, HexFormat.of().parseHex(base), device);
        assertEquals(expected, HexFormat.of().formatHex(made));
    }

    @ParameterizedTest
    @CsvSource({
        "FFFF9876543210E00000, FFFF9876543210E00001",
        "FFFF9876543210E003FF, FFFF9876543210E00400",
        "FFFF9876543210E007FE, FFFF9876543210E00800",
        "FFFF9876543210EFF800, FFFF9876543210EFF801",
        "123456789012345600000000, 123456789012345600000001",
        "12345678901234560000FFFF, 123456789012345600010000",
        "12345678901234560001FFFE, 123456789012345600020000",
    })
    void countersWithTooManyOnesAreSkipped(Ksn last, Ksn next) {
        var algorithm = last.isAes() ? KeyAlgorithm.AES128 : KeyAlgorithm.TDES2;
        try (var pad = new DukptPad(algorithm, new byte[16], last)) {
            assertEquals(next, pad.ksn());
        }
    }

    @ParameterizedTest
    @CsvSource({"FFFF9876543210FFF800", "1234567890123456FFFF0000"})
    void aPadEndsWithItsCounter(Ksn last) {
        var algorithm = last.isAes() ? KeyAlgorithm.AES128 : KeyAlgorithm.TDES2;
        var e = assertThrows(HsmException.class, () -> new DukptPad(algorithm, new byte[16], last));
        assertEquals(Fault.POLICY, e.fault());
    }

    @Test
    void formatAndKeyGoTogether() {
        try (var pad = new DukptPad(KeyAlgorithm.TDES2, new byte[16], new Ksn("FFFF9876543210E00000"))) {
            var e = assertThrows(HsmException.class, () -> pad.encipherPin(PinFormat.ISO_4, PIN, PAN));
            assertEquals(Fault.ALGORITHM, e.fault());
            e = assertThrows(HsmException.class, () -> pad.encipherPin(PinFormat.ISO_2, PIN, PAN));
            assertEquals(Fault.FORBIDDEN_TRANSLATION, e.fault());
        }
    }
}
