package org.pointwork.hsm.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.Capability.*;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** MACs against NIST SP 800-38B, psec and RFC 4868. */
final class MacChecks {
    private static final MacKey KEY = new MacKey("conformance.mac");
    private static final String NIST = "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E51";
    private static final String AES128 = "2B7E151628AED2A6ABF7158809CF4F3C";
    private static final String AES192 = "8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B";
    private static final String AES256 = "603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4";
    private static final String TDES3 = "8AA83BF8CBDA10620BC1BF19FBB6CD58BC313D4A371CA8B5";
    private static final String TDES2 = "4CF15134A2850DD58A3D10BA80570D38";
    /** psec's 41..‖42.. and AA..‖BB.. with odd parity, which DES does not look at. */
    private static final String RETAIL_KEY = "40404040404040404343434343434343";

    private static final String CBC_KEY = "ABABABABABABABABBABABABABABABABA";
    private static final String HELLO = "68656C6C6F20776F726C64";

    private MacChecks() {}

    static Stream<Check> all() {
        return Stream.of(
                nist(MAC_CMAC_AES, KeyAlgorithm.AES128, AES128, 0, "BB1D6929E9593728"),
                nist(MAC_CMAC_AES, KeyAlgorithm.AES128, AES128, 16, "070A16B46B4D4144"),
                nist(MAC_CMAC_AES, KeyAlgorithm.AES192, AES192, 0, "D17DDF46ADAACDE5"),
                nist(MAC_CMAC_AES, KeyAlgorithm.AES192, AES192, 16, "9E99A7BF31E71090"),
                nist(MAC_CMAC_AES, KeyAlgorithm.AES256, AES256, 0, "028962F61B7BF89E"),
                nist(MAC_CMAC_AES, KeyAlgorithm.AES256, AES256, 16, "28A7023F452E8F82"),
                nist(MAC_CMAC_TDES, KeyAlgorithm.TDES3, TDES3, 0, "B7A688E122FFAF95"),
                nist(MAC_CMAC_TDES, KeyAlgorithm.TDES3, TDES3, 8, "8E8F293136283797"),
                nist(MAC_CMAC_TDES, KeyAlgorithm.TDES3, TDES3, 32, "33E6B1092400EAE5"),
                nist(MAC_CMAC_TDES, KeyAlgorithm.TDES2, TDES2, 0, "BD2EBF9A3BA00361"),
                psec(MAC_RETAIL, MacAlgorithm.RETAIL, RETAIL_KEY, "3DDE5C5511661CBF"),
                psec(MAC_RETAIL, MacAlgorithm.RETAIL_PADDED, RETAIL_KEY, "E1694103"),
                psec(MAC_CBC, MacAlgorithm.CBC, CBC_KEY, "68D9038F23360DF3"),
                psec(MAC_CBC, MacAlgorithm.CBC_PADDED, CBC_KEY, "32DC3412"),
                hmac(),
                refused(MAC_RETAIL, MacAlgorithm.RETAIL, KeyAlgorithm.TDES3, TDES3),
                refused(MAC_CMAC_AES, MacAlgorithm.RETAIL_PADDED, KeyAlgorithm.AES128, AES128),
                refused(MAC_CMAC_AES, MacAlgorithm.CBC, KeyAlgorithm.AES128, AES128),
                refused(MAC_CMAC_AES, MacAlgorithm.HMAC_SHA256, KeyAlgorithm.AES256, AES256),
                refused(MAC_HMAC_SHA256, MacAlgorithm.CMAC, KeyAlgorithm.HMAC_SHA256, AES256));
    }

    private static Check nist(Capability capability, KeyAlgorithm algorithm, String key, int bytes, String mac) {
        return new Check(
                capability,
                algorithm + ", " + bytes + " bytes, NIST SP 800-38B",
                subject -> check(subject, MacAlgorithm.CMAC, algorithm, key, NIST.substring(0, 2 * bytes), mac));
    }

    private static Check psec(Capability capability, MacAlgorithm mac, String key, String expected) {
        return new Check(
                capability, mac + ", psec", subject -> check(subject, mac, KeyAlgorithm.TDES2, key, HELLO, expected));
    }

    private static Check hmac() {
        var data = HexFormat.of().formatHex("Hi There".getBytes(US_ASCII));
        return new Check(
                MAC_HMAC_SHA256,
                "RFC 4868, AUTH256-1",
                subject -> check(
                        subject,
                        MacAlgorithm.HMAC_SHA256,
                        KeyAlgorithm.HMAC_SHA256,
                        "0B".repeat(32),
                        data,
                        "198A607EB44BFBC69903A0F1CF2BBDC5BA0AA3F3D9AE3C1C7A3B1696A0B68CF7"));
    }

    private static Check refused(Capability capability, MacAlgorithm mac, KeyAlgorithm algorithm, String key) {
        return new Check(capability, mac + " with a key of " + algorithm + " is refused", subject -> {
            subject.load(KEY, algorithm, hex(key));
            Differs.unlessRefused(Fault.ALGORITHM, () -> subject.hsm().mac(KEY, mac, new byte[8], 0, 8));
        });
    }

    /** @param expected the MAC's first bytes, as many as the source gives */
    private static void check(
            Subject subject, MacAlgorithm mac, KeyAlgorithm algorithm, String key, String data, String expected) {
        subject.load(KEY, algorithm, hex(key));
        byte[] message = hex("FF" + data + "FF");
        int length = message.length - 2;
        byte[] made = subject.hsm().mac(KEY, mac, message, 1, length);
        Differs.unlessEqual(mac.lengthInBytes(), made.length);
        Differs.unlessEqual(expected, HexFormat.of().withUpperCase().formatHex(made, 0, expected.length() / 2));
        Differs.unlessEqual(true, subject.hsm().verifyMac(KEY, mac, message, 1, length, made));
        for (int i = 0; i < made.length; i++) {
            byte[] altered = made.clone();
            altered[i] ^= 1;
            Differs.unlessEqual(false, subject.hsm().verifyMac(KEY, mac, message, 1, length, altered));
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
