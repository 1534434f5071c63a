package org.pointwork.hsm.pin;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.pointwork.hsm.PinFormat;

/**
 * From a clear block to an enciphered one and back with a key in memory: formats 0 to 3 are enciphered as they are, format
 * 4 twice with the PAN between (ISO 9564-1, 9.4).
 */
public final class PinCipher {
    private PinCipher() {}

    /**
     * Enciphers.
     *
     * @param clear wiped by the caller
     * @param encrypt one block under the key
     */
    public static byte[] encipher(PinFormat format, byte[] clear, byte[] panDigits, UnaryOperator<byte[]> encrypt) {
        return format == PinFormat.ISO_4 ? twice(clear, panDigits, encrypt) : encrypt.apply(clear);
    }

    /**
     * Deciphers; the caller wipes the result.
     *
     * @param decrypt one block under the key
     */
    public static byte[] decipher(
            PinFormat format, byte[] enciphered, byte[] panDigits, UnaryOperator<byte[]> decrypt) {
        return format == PinFormat.ISO_4 ? twice(enciphered, panDigits, decrypt) : decrypt.apply(enciphered);
    }

    private static byte[] twice(byte[] block, byte[] panDigits, UnaryOperator<byte[]> cipher) {
        byte[] between = cipher.apply(block);
        byte[] pan = new byte[PinBlocks.MOST_BYTES];
        PinBlocks.writePanField(panDigits, MemorySegment.ofArray(pan));
        for (int i = 0; i < between.length; i++) {
            between[i] ^= pan[i];
        }
        try {
            return cipher.apply(between);
        } finally {
            Arrays.fill(between, (byte) 0);
        }
    }
}
