package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** MACs agree with published vectors and with the JDK's own DES. */
class MacTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final String KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final MacKey ZAK = new MacKey("zak.test");
    private static Pkcs11Config token;
    private static Pkcs11Hsm hsm;

    @BeforeAll
    static void open() {
        token = TestToken.fresh();
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, KEY);
        hsm = Pkcs11Hsm.open(token);
    }

    @AfterAll
    static void close() {
        if (hsm != null) {
            hsm.close();
        }
    }

    @Test
    void retailMacOfPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.mac.generate_retail_mac")) {
            if (!call.says("\"padding\": 1") || call.failed()) {
                continue;
            }
            // Keys that are single-length in two halves; DES ignores parity, the key loader does not.
            var k1 = HEX.formatHex(oddParity(Arrays.copyOf(call.hex("key1"), 8)));
            var k2 = HEX.formatHex(oddParity(Arrays.copyOf(call.hex("key2"), 8)));
            var key = new MacKey("psec");
            TestToken.load(token, key, KeyAlgorithm.TDES2, k1 + k2);
            byte[] data = call.hex("data");
            assertArrayEquals(call.hex("out"), hsm.mac(key, MacAlgorithm.RETAIL, data, 0, data.length));
            seen++;
        }
        assertTrue(seen > 0);
    }

    @Test
    void retailMacOfEveryLengthAgreesWithSingleDes() {
        byte[] key = HEX.parseHex(KEY);
        byte[] data = new byte[6000];
        new Random(1).nextBytes(data);
        for (int length : new int[] {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 160, 255, 1000, 4095, 4097, 6000}) {
            byte[] expected = ClearCrypto.retailMac(key, Arrays.copyOf(data, length));
            assertArrayEquals(expected, hsm.mac(ZAK, MacAlgorithm.RETAIL, data, 0, length), "length " + length);
        }
        byte[] middle = ClearCrypto.retailMac(key, Arrays.copyOfRange(data, 13, 13 + 50));
        assertArrayEquals(middle, hsm.mac(ZAK, MacAlgorithm.RETAIL, data, 13, 50));
    }

    @Test
    void cmacOfNist() {
        int seen = 0;
        for (var file : List.of("3des", "aes128", "aes256")) {
            for (var vector : nist("nist-800-38b-" + file + ".txt")) {
                var key = new MacKey("nist");
                TestToken.load(token, key, algorithm(file, vector), keyOf(file, vector));
                byte[] data = HEX.parseHex(vector.get("MESSAGE"));
                byte[] expected = HEX.parseHex(vector.get("OUTPUT").substring(0, 16));
                assertArrayEquals(expected, hsm.mac(key, MacAlgorithm.CMAC, data, 0, data.length));
                seen++;
            }
        }
        assertEquals(16, seen);
    }

    @Test
    void verifiesAndRefuses() {
        byte[] data = "0200...".getBytes(US_ASCII);
        byte[] mac = hsm.mac(ZAK, MacAlgorithm.RETAIL, data, 0, data.length);
        assertTrue(hsm.verifyMac(ZAK, MacAlgorithm.RETAIL, data, 0, data.length, mac));
        for (int i = 0; i < mac.length; i++) {
            byte[] altered = mac.clone();
            altered[i] ^= 1;
            assertFalse(hsm.verifyMac(ZAK, MacAlgorithm.RETAIL, data, 0, data.length, altered));
        }
        assertFalse(hsm.verifyMac(ZAK, MacAlgorithm.RETAIL, data, 0, data.length, Arrays.copyOf(mac, 4)));
        assertFalse(hsm.verifyMac(ZAK, MacAlgorithm.RETAIL, data, 0, data.length, new byte[0]));
    }

    @Test
    void retailNeedsADoubleLengthKeyAndDataHasABound() {
        var triple = new MacKey("triple");
        TestToken.load(token, triple, KeyAlgorithm.TDES3, KEY + "89ABCDEF01234567");
        assertEquals(
                Reason.REFUSED,
                assertThrows(HsmException.class, () -> hsm.mac(triple, MacAlgorithm.RETAIL, new byte[8], 0, 8))
                        .reason());
        byte[] huge = new byte[Session.MOST_DATA_BYTES + 1];
        assertEquals(
                Reason.REFUSED,
                assertThrows(HsmException.class, () -> hsm.mac(ZAK, MacAlgorithm.CMAC, huge, 0, huge.length))
                        .reason());
        assertEquals(8, hsm.mac(ZAK, MacAlgorithm.RETAIL, huge, 0, huge.length - 1).length);
        assertThrows(IndexOutOfBoundsException.class, () -> hsm.mac(ZAK, MacAlgorithm.RETAIL, new byte[8], 4, 8));
    }

    private static KeyAlgorithm algorithm(String file, Map<String, String> vector) {
        return switch (file) {
            case "aes128" -> KeyAlgorithm.AES128;
            case "aes256" -> KeyAlgorithm.AES256;
            default -> vector.get("KEY1").equals(vector.get("KEY3")) ? KeyAlgorithm.TDES2 : KeyAlgorithm.TDES3;
        };
    }

    private static String keyOf(String file, Map<String, String> vector) {
        if (!file.equals("3des")) {
            return vector.get("KEY");
        }
        var two = vector.get("KEY1") + vector.get("KEY2");
        return algorithm(file, vector) == KeyAlgorithm.TDES2 ? two : two + vector.get("KEY3");
    }

    private static List<Map<String, String>> nist(String file) {
        var vectors = new ArrayList<Map<String, String>>();
        for (var line : Corpus.lines(file)) {
            int equals = line.indexOf('=');
            if (line.startsWith("COUNT")) {
                vectors.add(new HashMap<>());
            } else if (equals > 0 && !line.startsWith("#")) {
                vectors.getLast()
                        .put(
                                line.substring(0, equals).strip(),
                                line.substring(equals + 1).strip());
            }
        }
        return vectors;
    }

    private static byte[] oddParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            key[i] ^= (byte) (Integer.bitCount(key[i] & 0xFF) % 2 == 0 ? 1 : 0);
        }
        return key;
    }
}
