package org.pointwork.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * A Visa chip card with cryptogram version 10, by the JDK's ciphers: master key by option A (EMV Book 2, A1.4), the
 * cryptogram a retail MAC under it.
 */
public final class TestCard {
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The issuer's master key for application cryptograms, a published test key. */
    static final byte[] ISSUER_KEY = HEX.parseHex("0123456789ABCDEFFEDCBA9876543210");

    /** Amounts, country, TVR, currency, date, type, unpredictable number, AIP, counter. */
    private static final String DATA = "0000000123000000000000000356000000800003562607210052BF45855C00001C";

    private static final String RESULTS = "03A06010";

    private final byte[] key = new byte[16];

    /** @param pan 16 digits */
    public TestCard(String pan) {
        byte[] left = HEX.parseHex((pan + "00").substring(2));
        byte[] right = left.clone();
        for (int i = 0; i < right.length; i++) {
            right[i] ^= (byte) 0xFF;
        }
        System.arraycopy(tdes(ISSUER_KEY, left), 0, key, 0, 8);
        System.arraycopy(tdes(ISSUER_KEY, right), 0, key, 8, 8);
    }

    /** DE 55 of a request, a character a byte, with the card's cryptogram. */
    public String chipData() {
        return chipData(cryptogram());
    }

    /** With any other cryptogram of 8 bytes. */
    public static String chipData(byte[] cryptogram) {
        String objects = "9F2608" + HEX.formatHex(cryptogram)
                + "9F270180" + "9F1007" + "06010A" + RESULTS
                + "8407A0000000031010" + "9F3602001C" + "5F34" + "0100"
                + "9F0206" + DATA.substring(0, 12) + "9F0306" + DATA.substring(12, 24)
                + "9F1A02" + DATA.substring(24, 28) + "9505" + DATA.substring(28, 38)
                + "5F2A02" + DATA.substring(38, 42) + "9A03" + DATA.substring(42, 48)
                + "9C01" + DATA.substring(48, 50) + "9F3704" + DATA.substring(50, 58)
                + "8202" + DATA.substring(58, 62);
        return new String(HEX.parseHex(objects), ISO_8859_1);
    }

    /** The application cryptogram (ARQC). */
    public byte[] cryptogram() {
        byte[] data = HEX.parseHex(DATA + RESULTS);
        byte[] padded = Arrays.copyOf(data, (data.length + 7) / 8 * 8);
        byte[] chain = new byte[8];
        for (int at = 0; at < padded.length; at += 8) {
            for (int i = 0; i < 8; i++) {
                chain[i] ^= padded[at + i];
            }
            chain = des(Cipher.ENCRYPT_MODE, 0, chain);
        }
        return des(Cipher.ENCRYPT_MODE, 0, des(Cipher.DECRYPT_MODE, 8, chain));
    }

    /** Tag 91 as the card wants it: the issuer's cryptogram (ARPC) by method 1, and the response code. */
    public byte[] authentication(String responseCode) {
        byte[] mixed = cryptogram();
        mixed[0] ^= (byte) responseCode.charAt(0);
        mixed[1] ^= (byte) responseCode.charAt(1);
        byte[] data = Arrays.copyOf(tdes(key, mixed), 10);
        data[8] = (byte) responseCode.charAt(0);
        data[9] = (byte) responseCode.charAt(1);
        return data;
    }

    private byte[] des(int mode, int from, byte[] block) {
        return cipher("DES", mode, Arrays.copyOfRange(key, from, from + 8), block);
    }

    private static byte[] tdes(byte[] doubleKey, byte[] block) {
        byte[] k1k2k1 = Arrays.copyOf(doubleKey, 24);
        System.arraycopy(doubleKey, 0, k1k2k1, 16, 8);
        return cipher("DESede", Cipher.ENCRYPT_MODE, k1k2k1, block);
    }

    private static byte[] cipher(String algorithm, int mode, byte[] clear, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance(algorithm + "/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(clear, algorithm));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
