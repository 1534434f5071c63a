package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import javax.crypto.Cipher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

class PinTranslationTest {
    private static final String KEY_A = "0123456789ABCDEFFEDCBA9876543210";
    private static final String KEY_B = "89ABCDEF01234567FEDCBA987654321076543210FEDCBA98";
    private static final PinKey A = new PinKey("zpk.acquirer");
    private static final PinKey B = new PinKey("zpk.issuer");
    private static final byte[] PIN = "1234".getBytes(US_ASCII);
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static Pkcs11Hsm hsm;

    @BeforeAll
    static void open() {
        var token = TestToken.fresh();
        try (var loader = KeyLoader.open(token)) {
            TestToken.load(loader, A, KeyAlgorithm.TDES2, KEY_A);
            TestToken.load(loader, B, KeyAlgorithm.TDES3, KEY_B);
            TestToken.load(loader, new MacKey("zak"), KeyAlgorithm.TDES2, KEY_A);
        }
        hsm = Pkcs11Hsm.open(token);
    }

    @AfterAll
    static void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    @Test
    void enciphersAndTranslates() {
        byte[] clear = HexFormat.of().parseHex("041261AAAAEDCBA9");
        byte[] underA = hsm.encipherPin(A, PIN, PAN);
        assertArrayEquals(tdes(Cipher.ENCRYPT_MODE, KEY_A, clear), underA);
        byte[] underB = translate(underA, PAN);
        assertArrayEquals(tdes(Cipher.ENCRYPT_MODE, KEY_B, clear), underB);
        assertArrayEquals(hsm.encipherPin(B, PIN, PAN), underB, "an issuer verifies by comparing");
    }

    @Test
    void everyPinLength() {
        for (int length = 4; length <= 12; length++) {
            byte[] pin = "987654321098".substring(0, length).getBytes(US_ASCII);
            assertArrayEquals(hsm.encipherPin(B, pin, PAN), translate(hsm.encipherPin(A, pin, PAN), PAN));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0F1261AAAAEDCBA9, PIN length 15",
        "041261AAAAEDCBA8, filler",
        "341261BAABF8EFF9, format 3",
        "04A261AAAAEDCBA9, a letter in the PIN",
    })
    void malformedBlocksAreBad(String clearHex, String what) {
        byte[] block = tdes(Cipher.ENCRYPT_MODE, KEY_A, HexFormat.of().parseHex(clearHex));
        assertEquals(Reason.BAD_PIN_BLOCK, refusal(block, PAN).reason(), what);
    }

    @Test
    void blocksOfAnotherPanOrLengthAreBad() {
        byte[] block = hsm.encipherPin(A, PIN, PAN);
        assertEquals(
                Reason.BAD_PIN_BLOCK,
                refusal(block, "5555555551234575".getBytes(US_ASCII)).reason());
        assertEquals(Reason.BAD_PIN_BLOCK, refusal(new byte[7], PAN).reason());
        assertEquals(Reason.BAD_PIN_BLOCK, refusal(new byte[16], PAN).reason());
    }

    @Test
    void formatsWithThePanNeverLoseIt() {
        for (var from : new PinFormat[] {PinFormat.ISO_0, PinFormat.ISO_3, PinFormat.ISO_4}) {
            var e = assertThrows(
                    HsmException.class, () -> hsm.translatePin(A, from, B, PinFormat.ISO_1, new byte[8], PAN));
            assertEquals(Reason.REFUSED, e.reason());
            assertTrue(e.getMessage().contains("ISO 9564-1"), e.getMessage());
        }
        assertTrue(PinFormat.ISO_1.forbids(PinFormat.ISO_0).isEmpty());
        assertTrue(PinFormat.ISO_0.forbids(PinFormat.ISO_4).isEmpty());
        assertFalse(PinFormat.ISO_2.forbids(PinFormat.ISO_0).isEmpty());
    }

    @Test
    void pinsAndPansAreDigitsOfTheRightLength() {
        assertEquals(Reason.REFUSED, pinRefusal("123", "5555555551234567").reason());
        assertEquals(
                Reason.REFUSED, pinRefusal("1234567890123", "5555555551234567").reason());
        assertEquals(Reason.REFUSED, pinRefusal("12A4", "5555555551234567").reason());
        assertEquals(Reason.REFUSED, pinRefusal("1234", "5555").reason());
        assertEquals(Reason.REFUSED, pinRefusal("1234", "555555555123456A").reason());
    }

    @Test
    void aMacKeyIsNoPinKeyEvenUnderItsLabel() {
        var e = assertThrows(HsmException.class, () -> hsm.encipherPin(new PinKey("zak"), PIN, PAN));
        assertEquals(Reason.KEY_MISSING, e.reason());
    }

    @Test
    void messagesHoldNoPinOrPan() {
        var e = pinRefusal("12A4", "5555555551234567");
        assertFalse(e.getMessage().contains("12A4") || e.getMessage().contains("55555"), e.getMessage());
        var bad = refusal(hsm.encipherPin(A, PIN, PAN), "5555555551234575".getBytes(US_ASCII));
        assertTrue(bad.getMessage().contains("zpk.acquirer"), bad.getMessage());
        assertFalse(bad.getMessage().contains("55555"), bad.getMessage());
    }

    private static byte[] translate(byte[] block, byte[] pan) {
        return hsm.translatePin(A, PinFormat.ISO_0, B, PinFormat.ISO_0, block, pan);
    }

    private static HsmException refusal(byte[] block, byte[] pan) {
        return assertThrows(HsmException.class, () -> translate(block, pan));
    }

    private static HsmException pinRefusal(String pin, String pan) {
        return assertThrows(
                HsmException.class, () -> hsm.encipherPin(A, pin.getBytes(US_ASCII), pan.getBytes(US_ASCII)));
    }

    private static byte[] tdes(int mode, String key, byte[] block) {
        return ClearCrypto.tdes(mode, HexFormat.of().parseHex(key), block);
    }
}
