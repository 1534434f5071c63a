package org.pointwork.testing;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** The other end of a zone, by the JDK's own ciphers: what a partner makes of keys under a zone master key. */
public final class ZoneSide {
    /** The zone master key of tests that need to know one. */
    public static final String ZMK = "1C1C2A2A3B3B4C4C5D5D6E6E7F7F8080";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private ZoneSide() {}

    /** @return hexadecimal */
    public static String underZone(String key) {
        return HEX.formatHex(tdes(Cipher.ENCRYPT_MODE, ZMK, HEX.parseHex(key)));
    }

    public static String clear(String cryptogram) {
        return HEX.formatHex(tdes(Cipher.DECRYPT_MODE, ZMK, HEX.parseHex(cryptogram)));
    }

    /** The first 3 bytes of an enciphered zero block. */
    public static String checkValue(String key) {
        return HEX.formatHex(tdes(Cipher.ENCRYPT_MODE, key, new byte[8])).substring(0, 6);
    }

    private static byte[] tdes(int mode, String key, byte[] data) {
        byte[] two = HEX.parseHex(key);
        byte[] three = Arrays.copyOf(two, 24);
        System.arraycopy(two, 0, three, 16, 8);
        try {
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(three, "DESede"));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
