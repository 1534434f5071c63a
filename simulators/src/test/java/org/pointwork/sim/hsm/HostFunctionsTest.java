package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.PinMethod.VisaPvv;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.host.BoxKey;
import org.pointwork.hsm.software.SoftwareHsm;

/** Each command gives what the port gives without a line between: keys of zones and terminals, both key schemes. */
class HostFunctionsTest {
    private static final byte[] PAN = "4000001234567899".getBytes(US_ASCII);
    private static final byte[] PIN = "13579".getBytes(US_ASCII);
    private static final String TABLE = "0123456789012345";

    private static final PinKey ZONE = new PinKey("zpk.one");
    private static final PinKey TERMINAL = new PinKey("tpk.one");
    private static final PinKey OTHER = new PinKey("zpk.two");
    private static final PinKey AES = new PinKey("zpk.aes");
    private static final MacKey MAC = new MacKey("zak.one");
    private static final MacKey HMAC = new MacKey("hmac.one");
    private static final PvvKey PVV = new PvvKey("pvk.one");
    private static final OffsetKey OFFSET = new OffsetKey("pvk.ibm");
    private static final BaseKey BASE = new BaseKey("bdk.one");
    private static final DukptKey TRANSACTION =
            new DukptKey(BASE, new Ksn("FFFF9876543210E00008"), DukptKey.Way.REQUEST);

    private static Boxed blocks;
    private static Boxed variants;
    private static SoftwareHsm direct;

    @BeforeAll
    static void start() {
        blocks = Boxed.of(1, true);
        variants = Boxed.of(1, false);
        direct = SoftwareHsm.open(Profile.DEVELOPMENT);
        load(BoxKey.ZPK, ZONE, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        load(BoxKey.TPK, TERMINAL, KeyAlgorithm.TDES2, "B0F4A4B6E9D5C7A2D3BF8C1A6E4F2075");
        load(BoxKey.ZPK, OTHER, KeyAlgorithm.TDES3, "0123456789ABCDEFFEDCBA987654321089ABCDEF01234567");
        load(BoxKey.ZPK, AES, KeyAlgorithm.AES128, "2B7E151628AED2A6ABF7158809CF4F3C");
        load(BoxKey.ZAK, MAC, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        load(BoxKey.HMAC, HMAC, KeyAlgorithm.HMAC_SHA256, "000102030405060708090A0B0C0D0E0F".repeat(2));
        load(BoxKey.PVK_PVV, PVV, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        load(BoxKey.PVK_IBM, OFFSET, KeyAlgorithm.TDES2, "FEDCBA98765432100123456789ABCDEF");
        load(BoxKey.BDK, BASE, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
    }

    private static void load(BoxKey type, KeyRef key, KeyAlgorithm algorithm, String hex) {
        byte[] clear = HexFormat.of().parseHex(hex);
        blocks.load(type, key.label(), algorithm, clear);
        variants.load(type, key.label(), algorithm, clear);
        direct.load(key, algorithm, clear);
    }

    @AfterAll
    static void stop() {
        blocks.close();
        variants.close();
        direct.close();
    }

    private static Boxed boxed(boolean asBlocks) {
        return asBlocks ? blocks : variants;
    }

    @ParameterizedTest
    @EnumSource(
            value = MacAlgorithm.class,
            names = {"RETAIL", "RETAIL_PADDED", "CBC", "CBC_PADDED", "CMAC"})
    void macs(MacAlgorithm algorithm) {
        byte[] data = "a message of some length".getBytes(US_ASCII);
        for (int length : new int[] {0, 1, 8, 9, data.length}) {
            byte[] mac = direct.mac(MAC, algorithm, data, 0, length);
            for (Boxed boxed : new Boxed[] {blocks, variants}) {
                assertArrayEquals(mac, boxed.hsm.mac(MAC, algorithm, data, 0, length));
                assertTrue(boxed.hsm.verifyMac(MAC, algorithm, data, 0, length, mac));
                assertFalse(boxed.hsm.verifyMac(MAC, algorithm, data, 0, length, new byte[8]));
                assertFalse(boxed.hsm.verifyMac(MAC, algorithm, data, 0, length, new byte[4]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void hmacs(boolean asBlocks) {
        byte[] mac = direct.mac(HMAC, MacAlgorithm.HMAC_SHA256, PAN, 0, PAN.length);
        assertArrayEquals(mac, boxed(asBlocks).hsm.mac(HMAC, MacAlgorithm.HMAC_SHA256, PAN, 0, PAN.length));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void macsAndDataOfTerminals(boolean asBlocks) {
        var hsm = boxed(asBlocks).hsm;
        for (MacAlgorithm algorithm : new MacAlgorithm[] {MacAlgorithm.RETAIL, MacAlgorithm.RETAIL_PADDED}) {
            for (int length : new int[] {1, 8, 13}) {
                byte[] mac = direct.mac(TRANSACTION, algorithm, PAN, 0, length);
                assertArrayEquals(mac, hsm.mac(TRANSACTION, algorithm, PAN, 0, length));
                assertTrue(hsm.verifyMac(TRANSACTION, algorithm, PAN, 0, length, mac));
                assertFalse(hsm.verifyMac(TRANSACTION, algorithm, PAN, 0, length, new byte[8]));
            }
        }
        byte[] enciphered = direct.encrypt(TRANSACTION, PAN);
        assertArrayEquals(enciphered, hsm.encrypt(TRANSACTION, PAN));
        assertArrayEquals(PAN, hsm.decrypt(TRANSACTION, enciphered));
    }

    @ParameterizedTest
    @CsvSource({
        "zpk.one, ISO_0, zpk.two, ISO_0",
        "zpk.one, ISO_0, zpk.two, ISO_3",
        "zpk.one, ISO_3, zpk.two, ISO_0",
        "zpk.one, ISO_1, zpk.two, ISO_0",
        "tpk.one, ISO_0, zpk.one, ISO_0",
        "zpk.one, ISO_0, zpk.aes, ISO_4",
        "zpk.aes, ISO_4, zpk.one, ISO_0",
        "zpk.aes, ISO_4, zpk.aes, ISO_4",
    })
    void translates(String from, PinFormat fromFormat, String to, PinFormat toFormat) {
        byte[] block = direct.encipherPin(new PinKey(from), fromFormat, PIN, PAN);
        for (Boxed boxed : new Boxed[] {blocks, variants}) {
            if (boxed == variants && (from.contains("aes") != to.contains("aes"))) {
                continue; // AES keys are key blocks, and a box takes no two schemes in one command
            }
            byte[] translated =
                    boxed.hsm.translatePin(new PinKey(from), fromFormat, new PinKey(to), toFormat, block, PAN);
            String reference = direct.pinReference(new PinKey(to), toFormat, translated, PAN, new VisaPvv(PVV, 1));
            assertEquals(direct.pinReference(new PinKey(from), fromFormat, block, PAN, new VisaPvv(PVV, 1)), reference);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void verifiesPinsOfZonesTerminalsAndTransactions(boolean asBlocks) {
        var hsm = boxed(asBlocks).hsm;
        byte[] block = direct.encipherPin(ZONE, PinFormat.ISO_0, PIN, PAN);
        byte[] fromTerminal = direct.encipherPin(TERMINAL, PinFormat.ISO_0, PIN, PAN);
        for (PinMethod method : new PinMethod[] {
            new VisaPvv(PVV, 1),
            new Ibm3624(OFFSET, TABLE, 4, 12, 'F'),
            new Ibm3624(OFFSET, TABLE, 0, 16, 'F'),
            new Ibm3624(OFFSET, TABLE, 0, 6, 'D'),
            new Ibm3624(OFFSET, TABLE, 5, 8, '0'),
        }) {
            String reference = direct.pinReference(ZONE, PinFormat.ISO_0, block, PAN, method);
            assertEquals(reference, hsm.pinReference(ZONE, PinFormat.ISO_0, block, PAN, method), method.toString());
            assertEquals(reference, hsm.pinReference(TERMINAL, PinFormat.ISO_0, fromTerminal, PAN, method));
            assertTrue(hsm.verifyPin(ZONE, PinFormat.ISO_0, block, PAN, method, reference));
            assertTrue(hsm.verifyPin(TERMINAL, PinFormat.ISO_0, fromTerminal, PAN, method, reference));
            String wrong = (char) ('0' + (reference.charAt(0) - '0' + 1) % 10) + reference.substring(1);
            assertFalse(hsm.verifyPin(ZONE, PinFormat.ISO_0, block, PAN, method, wrong));
        }
    }

    /** ANSI X9.24-1's example of a PIN block: 1234 of 4012345678909, the first transaction. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void pinsOfTransactions(boolean asBlocks) {
        var hsm = boxed(asBlocks).hsm;
        byte[] pan = "4012345678909".getBytes(US_ASCII);
        var first = new DukptKey(BASE, new Ksn("FFFF9876543210E00001"), DukptKey.Way.REQUEST);
        byte[] block = HexFormat.of().parseHex("1B9C1845EB993A7A");
        byte[] expected = direct.encipherPin(ZONE, PinFormat.ISO_0, "1234".getBytes(US_ASCII), pan);
        assertArrayEquals(expected, hsm.translatePin(first, PinFormat.ISO_0, ZONE, PinFormat.ISO_0, block, pan));
        for (PinMethod method : new PinMethod[] {new VisaPvv(PVV, 1), new Ibm3624(OFFSET, TABLE, 0, 13, 'F')}) {
            String reference = direct.pinReference(ZONE, PinFormat.ISO_0, expected, pan, method);
            assertTrue(hsm.verifyPin(first, PinFormat.ISO_0, block, pan, method, reference));
        }
        var refused = assertThrows(
                HsmException.class, () -> hsm.pinReference(first, PinFormat.ISO_0, block, pan, new VisaPvv(PVV, 1)));
        assertEquals(Reason.UNSUPPORTED, refused.reason());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void checkValues(boolean asBlocks) {
        for (KeyRef key : new KeyRef[] {ZONE, TERMINAL, OTHER, AES, MAC, PVV, OFFSET, BASE}) {
            assertTrue(boxed(asBlocks).hsm.check(key).agreesWith(direct.check(key)), key.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({"ISO_0, ISO_1", "ISO_3, ISO_1", "ISO_0, ISO_2"})
    void forbiddenTranslations(PinFormat from, PinFormat to) {
        var refused = assertThrows(
                HsmException.class, () -> blocks.hsm.translatePin(ZONE, from, OTHER, to, new byte[8], PAN));
        assertEquals(Fault.FORBIDDEN_TRANSLATION, refused.fault());
        assertTrue(refused.getMessage().contains("ISO 9564-1"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blocksOfAnotherCard(boolean asBlocks) {
        byte[] block = direct.encipherPin(ZONE, PinFormat.ISO_0, PIN, "4000009999999999".getBytes(US_ASCII));
        var refused = assertThrows(
                HsmException.class,
                () -> boxed(asBlocks).hsm.translatePin(ZONE, PinFormat.ISO_0, OTHER, PinFormat.ISO_0, block, PAN));
        assertEquals(Reason.BAD_PIN_BLOCK, refused.reason());
    }
}
