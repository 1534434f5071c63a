package org.pointwork.hsm.conformance;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** MACs against NIST SP 800-38B's examples. */
final class MacChecks {
    private static final MacKey KEY = new MacKey("conformance.mac");

    private MacChecks() {}

    static Stream<Check> all() {
        return Stream.of(
                cmacAes("", "BB1D6929E9593728"), cmacAes("6BC1BEE22E409F96E93D7E117393172A", "070A16B46B4D4144"));
    }

    private static Check cmacAes(String data, String mac) {
        return new Check(
                Capability.MAC_CMAC_AES, "AES-128, " + data.length() / 2 + " bytes, NIST SP 800-38B D.1", subject -> {
                    subject.load(KEY, KeyAlgorithm.AES128, hex("2B7E151628AED2A6ABF7158809CF4F3C"));
                    byte[] bytes = hex(data);
                    Differs.unlessEqual(hex(mac), subject.hsm().mac(KEY, MacAlgorithm.CMAC, bytes, 0, bytes.length));
                    Differs.unlessEqual(
                            true, subject.hsm().verifyMac(KEY, MacAlgorithm.CMAC, bytes, 0, bytes.length, hex(mac)));
                });
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
