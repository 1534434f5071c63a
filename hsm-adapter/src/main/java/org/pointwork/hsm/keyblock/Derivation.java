package org.pointwork.hsm.keyblock;

import java.util.Arrays;

/**
 * How the keys of a block come from the protection key by CMAC, in versions B and D (ANSI X9.143, 7.3.2). Each block of
 * a key is the CMAC of one input:
 *
 * <pre>
 * | counter (1) | use (2) | 00 | algorithm (2) | length of the key in bits (2) |
 * </pre>
 *
 * An input fits into one block of the cipher, and the CMAC of one block is that block, XORed with a subkey and enciphered
 * (NIST SP 800-38B). So a module that derives by enciphering data derives these keys too, and they need not leave it.
 */
public final class Derivation {
    /** The blocks that have to be enciphered under the protection key; their results are the key, cut to its length. */
    private static final int INPUT_BYTES = 8;

    private static final int TDES_POLYNOMIAL = 0x1B;
    private static final int AES_POLYNOMIAL = 0x87;

    /** Which of a block's two keys. */
    public enum Use {
        ENCIPHER,
        AUTHENTICATE
    }

    private Derivation() {}

    /**
     * What is enciphered under the protection key to derive one of a block's keys.
     *
     * @param keyBytes length of the protection key, and of the key derived: 16 or 24 for TDEA; 16, 24 or 32 for AES
     * @param ofZeros a block of zeros enciphered under the protection key: 8 bytes for TDEA, 16 for AES; the caller wipes
     *     it and the result
     * @return whole blocks
     */
    public static byte[] blocks(Use use, int keyBytes, byte[] ofZeros) {
        boolean aes = ofZeros.length > INPUT_BYTES;
        int block = ofZeros.length;
        byte[] blocks = new byte[Math.ceilDiv(keyBytes, block) * block];
        byte[] subkey = subkey(aes, ofZeros);
        for (int i = 0; i < blocks.length / block; i++) {
            byte[] input = input(i + 1, use, algorithm(aes, keyBytes), keyBytes * Byte.SIZE);
            System.arraycopy(input, 0, blocks, i * block, INPUT_BYTES);
            if (aes) {
                blocks[i * block + INPUT_BYTES] = (byte) 0x80; // an incomplete block is padded
            }
            for (int j = 0; j < block; j++) {
                blocks[i * block + j] ^= subkey[j];
            }
        }
        Arrays.fill(subkey, (byte) 0);
        return blocks;
    }

    private static int algorithm(boolean aes, int keyBytes) {
        return keyBytes / INPUT_BYTES - 2 + (aes ? 2 : 0);
    }

    private static byte[] input(int counter, Use use, int algorithm, int bits) {
        return new byte[] {
            (byte) counter, 0, (byte) use.ordinal(), 0, 0, (byte) algorithm, (byte) (bits >> Byte.SIZE), (byte) bits
        };
    }

    /** A TDEA input is a complete block and takes the first subkey, an AES input the second. */
    private static byte[] subkey(boolean aes, byte[] ofZeros) {
        byte[] first = doubled(ofZeros);
        if (!aes) {
            return first;
        }
        byte[] second = doubled(first);
        Arrays.fill(first, (byte) 0);
        return second;
    }

    /** Doubling in GF(2^64) or GF(2^128): turns an enciphered block of zeros into the subkeys of CMAC. */
    public static byte[] doubled(byte[] block) {
        byte[] doubled = new byte[block.length];
        for (int i = 0; i < block.length; i++) {
            int carry = i + 1 < block.length ? (block[i + 1] & 0x80) >> 7 : 0;
            doubled[i] = (byte) (block[i] << 1 | carry);
        }
        int polynomial = block.length > INPUT_BYTES ? AES_POLYNOMIAL : TDES_POLYNOMIAL;
        doubled[block.length - 1] ^= (byte) (polynomial & block[0] >> 7);
        return doubled;
    }
}
