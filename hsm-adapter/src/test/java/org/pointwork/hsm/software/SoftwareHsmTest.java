package org.pointwork.hsm.software;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.SealKey;

class SoftwareHsmTest {
    private static final PinKey KEY = new PinKey("zpk");

    @Test
    void noProductionProfileTakesIt() {
        var e = assertThrows(HsmException.class, () -> SoftwareHsm.open(Profile.PRODUCTION));
        assertEquals(Fault.POLICY, e.fault());
    }

    @ParameterizedTest
    @CsvSource({
        "TDES2,  0123456789ABCDEFFEDCBA98765432,   08D7B4, LENGTH",
        "TDES2,  0023456789ABCDEFFEDCBA9876543210, 08D7B4, PARITY",
        "TDES2,  0101010101010101FEDCBA9876543210, 08D7B4, WEAK_KEY",
        "TDES2,  0123456789ABCDEF0123456789ABCDEF, 08D7B4, WEAK_KEY",
        "TDES2,  0123456789ABCDEFFEDCBA9876543210, 000000, CHECK_VALUE",
        "HMAC_SHA256, 0123456789ABCDEFFEDCBA98765432100123456789ABCDEFFEDCBA9876543210, 000000, ALGORITHM",
    })
    void unsoundKeysAreRefused(KeyAlgorithm algorithm, String hex, String kcv, Fault fault) {
        try (var hsm = SoftwareHsm.open(Profile.DEVELOPMENT)) {
            var e = assertThrows(
                    HsmException.class,
                    () -> hsm.load(KEY, algorithm, HexFormat.of().parseHex(hex), new Kcv(kcv)));
            assertEquals(fault, e.fault());
            assertFalse(e.getMessage().contains(hex), e.getMessage());
            assertEquals(
                    Reason.KEY_MISSING,
                    assertThrows(HsmException.class, () -> hsm.check(KEY)).reason());
        }
    }

    @Test
    void aKeyOfOnePurposeIsNotFoundForAnother() {
        try (var hsm = SoftwareHsm.open(Profile.DEVELOPMENT)) {
            byte[] key = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
            hsm.load(KEY, KeyAlgorithm.TDES2, key, new Kcv("08D7B4"));
            assertEquals(
                    Reason.KEY_MISSING,
                    assertThrows(HsmException.class, () -> hsm.check(new MacKey("zpk")))
                            .reason());
        }
    }

    @Test
    void whatIsSealedOpensInItsPlaceAlone() {
        try (var hsm = SoftwareHsm.open(Profile.DEVELOPMENT)) {
            var key = new SealKey("seal");
            byte[] clear = "4111111111111111".getBytes(StandardCharsets.US_ASCII);
            hsm.load(key, KeyAlgorithm.AES256, "0123456789ABCDEFfedcba9876543210".getBytes(StandardCharsets.US_ASCII));
            byte[] sealed = hsm.seal(key, clear, new byte[] {1});
            assertArrayEquals(clear, hsm.open(key, sealed, new byte[] {1}));
            assertEquals(
                    Reason.BAD_SEAL,
                    assertThrows(HsmException.class, () -> hsm.open(key, sealed, new byte[] {2}))
                            .reason());
        }
    }
}
