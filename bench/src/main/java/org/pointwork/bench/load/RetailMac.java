package org.pointwork.bench.load;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ISO 9797-1 algorithm 3 with padding 1 and DES, in software: the terminals' and the issuer's side of the benchmark,
 * where a token would cost more than what is measured. For one thread. The keys are random and live for one run.
 */
public final class RetailMac {
    private static final int BLOCK = 8;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final Cipher chain;
    private final Cipher decrypt;
    private final Cipher encrypt;
    private byte[] padded = new byte[512];

    /** @param key K1 and K2, 16 bytes; not kept */
    public RetailMac(byte[] key) {
        byte[] k1 = Arrays.copyOfRange(key, 0, BLOCK);
        byte[] k2 = Arrays.copyOfRange(key, BLOCK, 2 * BLOCK);
        try {
            chain = Cipher.getInstance("DES/CBC/NoPadding");
            chain.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k1, "DES"), new IvParameterSpec(new byte[BLOCK]));
            decrypt = single(Cipher.DECRYPT_MODE, k2);
            encrypt = single(Cipher.ENCRYPT_MODE, k1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no DES", e);
        } finally {
            Arrays.fill(k1, (byte) 0);
            Arrays.fill(k2, (byte) 0);
        }
    }

    private static Cipher single(int mode, byte[] key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "DES"));
        return cipher;
    }

    /** The MAC over part of an array, 8 bytes. */
    public byte[] of(byte[] data, int offset, int length) {
        int size = Math.max(BLOCK, (length + BLOCK - 1) / BLOCK * BLOCK);
        if (padded.length < size) {
            padded = new byte[size];
        }
        System.arraycopy(data, offset, padded, 0, length);
        Arrays.fill(padded, length, size, (byte) 0);
        try {
            chain.doFinal(padded, 0, size, padded, 0); // back to the zero IV by itself
            return encrypt.doFinal(decrypt.doFinal(padded, size - BLOCK, BLOCK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("DES of whole blocks", e);
        }
    }

    /** Writes the MAC of all that is before it into DE 64, 16 hexadecimal digits at the end of a message. */
    public void seal(byte[] message, int from, int at) {
        byte[] mac = of(message, from, at - from);
        for (int i = 0; i < BLOCK; i++) {
            message[at + 2 * i] = (byte) HEX[mac[i] >> 4 & 0xF];
            message[at + 2 * i + 1] = (byte) HEX[mac[i] & 0xF];
        }
    }

    /** Whether the 16 hexadecimal digits there are the MAC of all that is before them. */
    public boolean verifies(byte[] message, int at) {
        byte[] mac = of(message, 0, at);
        for (int i = 0; i < BLOCK; i++) {
            if (message[at + 2 * i] != HEX[mac[i] >> 4 & 0xF] || message[at + 2 * i + 1] != HEX[mac[i] & 0xF]) {
                return false;
            }
        }
        return true;
    }

    /** An ISO 9564-1 format 0 block under a double-length key, 8 bytes: made once a card, before anything is measured. */
    static byte[] pinBlock(byte[] key, String pin, String pan) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = (byte) pin.length();
        for (int i = 0; i < pin.length(); i++) {
            nibble(block, 2 + i, pin.charAt(i) - '0');
        }
        String account = pan.substring(pan.length() - 13, pan.length() - 1);
        for (int i = 0; i < account.length(); i++) {
            block[2 + i / 2] ^= (byte) (account.charAt(i) - '0' << (i % 2 == 0 ? 4 : 0));
        }
        byte[] k1k2k1 = Arrays.copyOf(key, 3 * BLOCK);
        System.arraycopy(key, 0, k1k2k1, 2 * BLOCK, BLOCK);
        try {
            Cipher cipher = Cipher.getInstance("DESede/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(k1k2k1, "DESede"));
            return cipher.doFinal(block);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("a double-length key has 16 bytes");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TDEA", e);
        } finally {
            Arrays.fill(k1k2k1, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }

    private static void nibble(byte[] block, int index, int value) {
        int at = index / 2;
        block[at] = (byte) (index % 2 == 0 ? block[at] & 0x0F | value << 4 : block[at] & 0xF0 | value);
    }
}
