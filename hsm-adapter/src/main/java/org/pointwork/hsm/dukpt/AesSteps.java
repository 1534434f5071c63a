package org.pointwork.hsm.dukpt;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;

/**
 * AES DUKPT (ANSI X9.24-3) as a chain of data: each is enciphered in ECB mode under the key before it, and the result's
 * first bytes, as many as a key has, are the next key. A block of derivation data:
 *
 * <pre>
 * | version 01 (1) | block (1) | usage (2) | algorithm (2) | key's bits (2) | initial key id (8)           |  initial key
 * | version 01 (1) | block (1) | usage (2) | algorithm (2) | key's bits (2) | its last 4 bytes, counter (4) |  all others
 * </pre>
 */
public final class AesSteps {
    private static final int BLOCK = 16;
    private static final int DERIVATION = 0x8000;
    private static final int INITIAL = 0x8001;
    private static final int HMAC = 5;
    private static final int COUNTER_BITS = 32;

    /** What a working key is for. */
    public enum Use {
        PIN(0x1000, 0x1000),
        /** CMAC. Terminals generate the MACs of requests, and verify those of responses. */
        MAC(0x2000, 0x2001),
        HMAC(0x2000, 0x2001),
        /** Terminals encrypt requests, and decrypt responses. */
        DATA(0x3000, 0x3001);

        private final int request;
        private final int response;

        Use(int request, int response) {
            this.request = request;
            this.response = response;
        }
    }

    private AesSteps() {}

    /** From the base key to the terminal's initial key. */
    public static byte[] initial(Ksn ksn, KeyAlgorithm algorithm) {
        return blocks(
                INITIAL,
                indicator(algorithm),
                algorithm,
                ByteBuffer.wrap(ksn.bytes()).getLong(0));
    }

    /** From the initial key to the transaction's: one for each one in the counter, from the left. */
    public static List<byte[]> chain(Ksn ksn, KeyAlgorithm algorithm) {
        var steps = new ArrayList<byte[]>();
        long counter = 0;
        for (int bit = COUNTER_BITS - 1; bit >= 0; bit--) {
            if ((ksn.counter() >> bit & 1) == 1) {
                counter |= 1L << bit;
                steps.add(blocks(DERIVATION, indicator(algorithm), algorithm, id(ksn, counter)));
            }
        }
        return steps;
    }

    /** From the transaction's key to a working key, which is as long as it. */
    public static byte[] working(Ksn ksn, KeyAlgorithm algorithm, Use use, Way way) {
        int usage = way == Way.REQUEST ? use.request : use.response;
        return blocks(usage, use == Use.HMAC ? HMAC : indicator(algorithm), algorithm, id(ksn, ksn.counter()));
    }

    private static long id(Ksn ksn, long counter) {
        return ByteBuffer.wrap(ksn.bytes()).getLong(0) << Integer.SIZE | counter;
    }

    private static int indicator(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case AES128 -> 2;
            case AES192 -> 3;
            case AES256 -> 4;
            case TDES2, TDES3, HMAC_SHA256 -> throw new IllegalArgumentException("AES alone: " + algorithm);
        };
    }

    private static byte[] blocks(int usage, int indicator, KeyAlgorithm algorithm, long id) {
        int count = Math.ceilDiv(algorithm.lengthInBytes(), BLOCK);
        var data = ByteBuffer.allocate(count * BLOCK);
        for (int block = 1; block <= count; block++) {
            data.put((byte) 1).put((byte) block);
            data.putShort((short) usage).putShort((short) indicator);
            data.putShort((short) (algorithm.lengthInBytes() * Byte.SIZE)).putLong(id);
        }
        return data.array();
    }
}
