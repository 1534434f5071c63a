package org.pointwork.hsm.dukpt;

import java.util.Arrays;
import org.pointwork.hsm.MacAlgorithm;

/** TDEA with a double-length key, which is wiped when this is closed. */
final class Tdes implements AutoCloseable {
    private static final int BLOCK = Des.BLOCK;

    private final Des first;
    private final Des second;

    /** Takes a copy of the key. */
    Tdes(byte[] key) {
        first = new Des(key, 0, true);
        second = new Des(key, 1, true);
    }

    /** Each block by itself, in place. */
    void encrypt(byte[] data) {
        for (int at = 0; at < data.length; at += BLOCK) {
            encrypt(data, at);
        }
    }

    /** Each block by itself, in place. */
    void decrypt(byte[] data) {
        for (int at = 0; at < data.length; at += BLOCK) {
            decrypt(data, at);
        }
    }

    /** CBC with an IV of zeros, in place. */
    void encryptChain(byte[] data) {
        for (int at = 0; at < data.length; at += BLOCK) {
            xorPrevious(data, data, at);
            encrypt(data, at);
        }
    }

    /** CBC with an IV of zeros. */
    byte[] decryptChain(byte[] enciphered) {
        byte[] clear = enciphered.clone();
        decrypt(clear);
        for (int at = BLOCK; at < clear.length; at += BLOCK) {
            xorPrevious(clear, enciphered, at);
        }
        return clear;
    }

    /** ISO 9797-1 algorithm 3 for the retail ones, 1 for the others. */
    byte[] mac(MacAlgorithm algorithm, byte[] data, int offset, int length) {
        byte[] padded = padded(algorithm, data, offset, length);
        boolean retail = algorithm == MacAlgorithm.RETAIL || algorithm == MacAlgorithm.RETAIL_PADDED;
        int last = padded.length - BLOCK;
        for (int at = 0; at <= last; at += BLOCK) {
            xorPrevious(padded, padded, at);
            if (retail && at < last) {
                first.encrypt(padded, at);
            } else {
                encrypt(padded, at);
            }
        }
        return Arrays.copyOfRange(padded, last, padded.length);
    }

    private static byte[] padded(MacAlgorithm algorithm, byte[] data, int offset, int length) {
        int blocks = algorithm.isPadded() ? length / BLOCK + 1 : Math.max(1, Math.ceilDiv(length, BLOCK));
        byte[] padded = new byte[blocks * BLOCK];
        System.arraycopy(data, offset, padded, 0, length);
        if (algorithm.isPadded()) {
            padded[length] = (byte) 0x80;
        }
        return padded;
    }

    private static void xorPrevious(byte[] data, byte[] chain, int at) {
        for (int i = at; at > 0 && i < at + BLOCK; i++) {
            data[i] ^= chain[i - BLOCK];
        }
    }

    private void encrypt(byte[] data, int at) {
        first.encrypt(data, at);
        second.decrypt(data, at);
        first.encrypt(data, at);
    }

    private void decrypt(byte[] data, int at) {
        first.decrypt(data, at);
        second.encrypt(data, at);
        first.decrypt(data, at);
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
