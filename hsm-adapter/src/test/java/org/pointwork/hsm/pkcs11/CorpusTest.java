package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.software.SoftwareHsm;

/** The vectors of others, whole files of them, on the token and on the software module. */
class CorpusTest {
    private static final PinKey ZONE = new PinKey("zone");
    private static final PinKey FORMAT_4 = new PinKey("format-4");
    private static final BaseKey BASE = new BaseKey("base");
    private static final PvvKey PVV = new PvvKey("pvv");
    private static final OffsetKey OFFSET = new OffsetKey("offset");
    private static final String ZONE_KEY = "89ABCDEF01234567FEDCBA9876543210";
    private static final byte[] DATA = "4012345678909D987".getBytes(US_ASCII);
    private static Pkcs11Config token;
    private static Pkcs11Hsm hsm;
    private static SoftwareHsm software;

    @BeforeAll
    static void open() {
        token = TestToken.fresh();
        hsm = Pkcs11Hsm.open(token);
        software = SoftwareHsm.open(Profile.DEVELOPMENT);
        load(ZONE, KeyAlgorithm.TDES2, ZONE_KEY);
    }

    @AfterAll
    static void close() {
        if (hsm != null) {
            hsm.close();
            software.close();
        }
    }

    @Test
    void pvvsOfPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pin.generate_visa_pvv")) {
            byte[] pin = text(call, "pin").getBytes(US_ASCII);
            byte[] pan = text(call, "pan").getBytes(US_ASCII);
            agrees(call, PVV, pin, pan, () -> new PinMethod.VisaPvv(PVV, Integer.parseInt(text(call, "pvki"))));
            seen++;
        }
        assertEquals(8, seen);
    }

    @Test
    void offsetsOfPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pin.generate_ibm3624_offset")) {
            agrees(
                    call,
                    OFFSET,
                    text(call, "pin").getBytes(US_ASCII),
                    text(call, "pan").getBytes(US_ASCII),
                    () -> ibm(call));
            seen++;
        }
        // The same the other way round: the PIN of an offset is the one that it is made of.
        for (var call : Corpus.psec("psec.pin.generate_ibm3624_pin")) {
            if (!call.failed()) {
                byte[] pan = text(call, "pan").getBytes(US_ASCII);
                byte[] pin = text(call, "out").getBytes(US_ASCII);
                assertEquals(text(call, "offset"), reference(hsm, pin, pan, ibm(call)));
            }
            seen++;
        }
        assertEquals(20, seen);
    }

    private static PinMethod ibm(Corpus.Call call) {
        return new PinMethod.Ibm3624(
                OFFSET,
                text(call, "conversion_table"),
                number(call, "pan_verify_offset"),
                number(call, "pan_verify_length"),
                onlyChar(text(call, "pan_pad")));
    }

    private static char onlyChar(String text) {
        if (text.length() != 1) {
            throw new IllegalArgumentException("one digit");
        }
        return text.charAt(0);
    }

    /** What a call of psec is about, made when asked for: it may be refused. */
    private interface Made {
        PinMethod method();
    }

    private static void agrees(Corpus.Call call, KeyRef key, byte[] pin, byte[] pan, Made made) {
        for (var module : List.<Hsm>of(hsm, software)) {
            if (call.failed()) {
                assertThrows(RuntimeException.class, () -> {
                    load(key, KeyAlgorithm.TDES2, HexFormat.of().formatHex(call.hex("pvk")));
                    reference(module, pin, pan, made.method());
                });
            } else {
                load(key, KeyAlgorithm.TDES2, HexFormat.of().formatHex(call.hex("pvk")));
                assertEquals(text(call, "out"), reference(module, pin, pan, made.method()), call.line());
            }
        }
    }

    private static String reference(Hsm module, byte[] pin, byte[] pan, PinMethod method) {
        byte[] block = ((PinPad) module).encipherPin(ZONE, pin, pan);
        return module.pinReference(ZONE, PinFormat.ISO_0, block, pan, method);
    }

    @Test
    void format4OfPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock.decipher_pinblock_iso_4")) {
            byte[] pan = text(call, "pan").getBytes(US_ASCII);
            byte[] key = call.hex("key");
            load(FORMAT_4, aes(key.length), HexFormat.of().formatHex(key));
            for (var module : List.<Hsm>of(hsm, software)) {
                // A PAN of one digit, which psec takes, is no PAN here: ISO/IEC 7812-1 has 8 at least.
                if (call.failed() || pan.length < 8) {
                    assertThrows(HsmException.class, () -> toZone(module, call, pan));
                } else {
                    byte[] expected = ((PinPad) module)
                            .encipherPin(ZONE, text(call, "out").getBytes(US_ASCII), pan);
                    assertArrayEquals(expected, toZone(module, call, pan));
                }
            }
            seen++;
        }
        assertEquals(5, seen);
    }

    private static byte[] toZone(Hsm module, Corpus.Call call, byte[] pan) {
        return module.translatePin(FORMAT_4, PinFormat.ISO_4, ZONE, PinFormat.ISO_0, call.hex("pin_block"), pan);
    }

    private static KeyAlgorithm aes(int length) {
        return switch (length) {
            case 16 -> KeyAlgorithm.AES128;
            case 24 -> KeyAlgorithm.AES192;
            default -> KeyAlgorithm.AES256;
        };
    }

    @Test
    void dukptOfX924Part1() {
        load(BASE, KeyAlgorithm.TDES2, "0123456789ABCDEFFEDCBA9876543210");
        byte[] pan = "4012345678909".getBytes(US_ASCII);
        byte[] expected = hsm.encipherPin(ZONE, "1234".getBytes(US_ASCII), pan);
        var rows = rows("dukpt-tdes.json");
        for (var row : rows) {
            for (var module : List.<Hsm>of(hsm, software)) {
                var request = key(row, Way.REQUEST);
                assertArrayEquals(
                        expected,
                        module.translatePin(request, PinFormat.ISO_0, ZONE, PinFormat.ISO_0, hex(row, "PinEnc"), pan));
                both(module, row, MacAlgorithm.RETAIL, "RequestMac", "ResponseMac");
                bothData(module, row, 24, "DataReqEnc", "DataResEnc");
            }
        }
        assertEquals(5, rows.size());
    }

    @Test
    void dukptOfX924Part3() {
        load(BASE, KeyAlgorithm.AES128, "FEDCBA9876543210F1F1F1F1F1F1F1F1");
        var rows = rows("dukpt-aes128.json");
        for (var row : rows) {
            for (var module : List.<Hsm>of(hsm, software)) {
                both(module, row, MacAlgorithm.CMAC, "CMACRequest", "CMACResponse");
                both(module, row, MacAlgorithm.HMAC_SHA256, "HMACRequest", "HMACResponse");
                bothData(module, row, 32, "DataRequest", "DataResponse");
            }
        }
        assertEquals(3, rows.size());
    }

    private static void both(Hsm module, String row, MacAlgorithm mac, String request, String response) {
        int length = mac.lengthInBytes();
        assertArrayEquals(
                Arrays.copyOf(hex(row, request), length), module.mac(key(row, Way.REQUEST), mac, DATA, 0, DATA.length));
        assertArrayEquals(
                Arrays.copyOf(hex(row, response), length),
                module.mac(key(row, Way.RESPONSE), mac, DATA, 0, DATA.length));
    }

    private static void bothData(Hsm module, String row, int length, String request, String response) {
        byte[] clear = Arrays.copyOf(DATA, length);
        assertArrayEquals(hex(row, request), module.encrypt(key(row, Way.REQUEST), clear));
        assertArrayEquals(clear, module.decrypt(key(row, Way.RESPONSE), hex(row, response)));
    }

    private static DukptKey key(String row, Way way) {
        return new DukptKey(BASE, new Ksn(field(row, "Ksn")), way);
    }

    /** The objects of the file that have a serial number. */
    private static List<String> rows(String file) {
        var whole = String.join("", Corpus.lines(file));
        return Pattern.compile("\\{[^{}]*\"Ksn\"[^{}]*}")
                .matcher(whole)
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static byte[] hex(String row, String name) {
        return HexFormat.of().parseHex(field(row, name));
    }

    private static String field(String row, String name) {
        return new Corpus.Call(row).text(name).orElseThrow();
    }

    private static String text(Corpus.Call call, String name) {
        return call.text(name).orElseThrow();
    }

    private static int number(Corpus.Call call, String name) {
        var matcher = Pattern.compile('"' + name + "\": (\\d+)").matcher(call.line());
        assertTrue(matcher.find(), call.line());
        return Integer.parseInt(matcher.group(1));
    }

    private static void load(KeyRef key, KeyAlgorithm algorithm, String hex) {
        var kcv = software.load(key, algorithm, HexFormat.of().parseHex(hex));
        try (var loader = KeyLoader.open(token)) {
            loader.importKey(key, algorithm, HexFormat.of().parseHex(hex), kcv);
        }
    }
}
