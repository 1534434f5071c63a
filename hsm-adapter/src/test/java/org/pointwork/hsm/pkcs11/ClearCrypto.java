package org.pointwork.hsm.pkcs11;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.TokenKey;

/** The JDK's own ciphers on clear test keys: a second opinion on what the token says. */
final class ClearCrypto {
    private ClearCrypto() {}

    static byte[] tdes(int mode, byte[] key, byte[] block) {
        byte[] triple = key.length == 24 ? key : Arrays.copyOf(key, 24);
        if (key.length == 16) {
            System.arraycopy(key, 0, triple, 16, 8);
        }
        return cipher(mode, "DESede/ECB/NoPadding", new SecretKeySpec(triple, "DESede"), block);
    }

    /** ISO 9797-1 algorithm 3, padding 1, block by block with single DES. */
    static byte[] retailMac(byte[] key, byte[] data) {
        byte[] padded = Arrays.copyOf(data, Math.max(8, (data.length + 7) / 8 * 8));
        var k1 = new SecretKeySpec(key, 0, 8, "DES");
        var k2 = new SecretKeySpec(key, 8, 8, "DES");
        byte[] chain = new byte[8];
        for (int i = 0; i < padded.length; i++) {
            chain[i % 8] ^= padded[i];
            if (i % 8 == 7) {
                chain = cipher(Cipher.ENCRYPT_MODE, "DES/ECB/NoPadding", k1, chain);
            }
        }
        chain = cipher(Cipher.DECRYPT_MODE, "DES/ECB/NoPadding", k2, chain);
        return cipher(Cipher.ENCRYPT_MODE, "DES/ECB/NoPadding", k1, chain);
    }

    static Kcv kcv(KeyRef name, KeyAlgorithm algorithm, byte[] key) {
        return switch (algorithm) {
            case TDES2, TDES3 -> Kcv.ofFirst(3, tdes(Cipher.ENCRYPT_MODE, key, new byte[8]));
            case AES128, AES192, AES256 ->
                name instanceof TokenKey
                        ? Kcv.ofFirst(3, aes(key, new byte[16]))
                        : Kcv.ofFirst(5, aesCmacOfZeroBlock(key));
            case HMAC_SHA256 -> Kcv.ofFirst(3, hmac(key));
        };
    }

    private static byte[] hmac(byte[] key) {
        try {
            var hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            return hmac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** NIST SP 800-38B for one whole block: E(block xor K1) with K1 = E(0) doubled. */
    private static byte[] aesCmacOfZeroBlock(byte[] key) {
        byte[] l = aes(key, new byte[16]);
        byte[] k1 = new byte[16];
        for (int i = 0; i < 16; i++) {
            k1[i] = (byte) (l[i] << 1 | (i < 15 ? (l[i + 1] & 0x80) >> 7 : 0));
        }
        if (l[0] < 0) {
            k1[15] ^= (byte) 0x87;
        }
        return aes(key, k1);
    }

    private static byte[] aes(byte[] key, byte[] block) {
        return cipher(Cipher.ENCRYPT_MODE, "AES/ECB/NoPadding", new SecretKeySpec(key, "AES"), block);
    }

    private static byte[] cipher(int mode, String name, SecretKeySpec key, byte[] data) {
        try {
            var cipher = Cipher.getInstance(name);
            cipher.init(mode, key);
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
