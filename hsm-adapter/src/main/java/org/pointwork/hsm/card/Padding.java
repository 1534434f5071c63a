package org.pointwork.hsm.card;

import java.util.Arrays;

/** Padding of ISO 9797-1 to whole blocks of 8 bytes. */
public final class Padding {
    private static final int BLOCK = 8;

    private Padding() {}

    /** Method 1: zeros, where the last block is not full; one block of zeros for nothing. */
    public static byte[] method1(byte[] data) {
        return Arrays.copyOf(data, Math.max(BLOCK, Math.ceilDiv(data.length, BLOCK) * BLOCK));
    }

    /** Method 2: 80, then zeros. */
    public static byte[] method2(byte[] data) {
        byte[] padded = Arrays.copyOf(data, (data.length / BLOCK + 1) * BLOCK);
        padded[data.length] = (byte) 0x80;
        return padded;
    }
}
