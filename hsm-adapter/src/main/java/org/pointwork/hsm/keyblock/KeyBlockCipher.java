package org.pointwork.hsm.keyblock;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/**
 * Opens and makes key blocks (ANSI X9.143). What is enciphered is the key's length in bits (2 bytes), the key, and random
 * bytes up to whole blocks. Clear keys are in arrays that are wiped.
 */
public final class KeyBlockCipher {
    private static final int LENGTH_BYTES = 2;
    private static final int IV_BYTES = 8;

    private KeyBlockCipher() {}

    /**
     * The key in a block, once its authenticator was found to be right; the caller wipes it.
     *
     * @throws HsmException REFUSED: NOT_AUTHENTIC where the block is not as it was made, or of another protection key;
     *     FORMAT where what is inside is no key
     */
    public static byte[] open(KeyBlock block, BlockProtection under) {
        try (BlockProtection.Keys keys = under.keys(block.header().version())) {
            byte[] payload = block.header().version().isDerived() ? derived(block, keys) : variant(block, keys);
            try {
                return keyIn(payload);
            } finally {
                Arrays.fill(payload, (byte) 0);
            }
        }
    }

    /** B and D: the authenticator is over header and clear payload, and begins the chain that deciphers it. */
    private static byte[] derived(KeyBlock block, BlockProtection.Keys keys) {
        byte[] payload = keys.decipher(block.mac(), block.enciphered());
        byte[] authenticated = join(block.headerBytes(), payload);
        try {
            requireAuthentic(block.mac(), keys.mac(authenticated));
            return payload;
        } catch (RuntimeException e) {
            Arrays.fill(payload, (byte) 0);
            throw e;
        } finally {
            Arrays.fill(authenticated, (byte) 0);
        }
    }

    /** A and C: the authenticator is over what can be read, so nothing is deciphered before. */
    private static byte[] variant(KeyBlock block, BlockProtection.Keys keys) {
        byte[] header = block.headerBytes();
        byte[] mac = keys.mac(join(header, block.enciphered()));
        requireAuthentic(block.mac(), Arrays.copyOf(mac, block.mac().length));
        return keys.decipher(Arrays.copyOf(header, IV_BYTES), block.enciphered());
    }

    private static void requireAuthentic(byte[] came, byte[] computed) {
        if (!MessageDigest.isEqual(came, computed)) {
            throw HsmException.refused(
                    Fault.NOT_AUTHENTIC, "key block", "it was altered, or is of another protection key");
        }
    }

    private static byte[] keyIn(byte[] payload) {
        int bits = (payload[0] & 0xFF) << 8 | payload[1] & 0xFF;
        if (bits % Byte.SIZE != 0) {
            throw HsmException.refused(Fault.FORMAT, "key block", "the key inside is whole bytes");
        }
        if (LENGTH_BYTES + bits / Byte.SIZE > payload.length) {
            throw HsmException.refused(Fault.LENGTH, "key block", "the key inside is longer than the block");
        }
        return Arrays.copyOfRange(payload, LENGTH_BYTES, LENGTH_BYTES + bits / Byte.SIZE);
    }

    /**
     * A block with a key in it, of version B or D.
     *
     * @param clear the key, which the caller wipes
     * @param shownBytes as many bytes as the block shows at least, so that its length does not tell the key's
     * @param random makes the filling
     * @throws HsmException REFUSED: POLICY for versions A and C, LENGTH where it would not fit into a block
     */
    public static KeyBlock seal(
            KeyBlockHeader header, byte[] clear, int shownBytes, IntFunction<byte[]> random, BlockProtection under) {
        KeyBlockVersion version = header.version();
        if (!version.isDerived()) {
            throw HsmException.refused(Fault.POLICY, "key block", "blocks of version " + version + " are not made");
        }
        if (clear.length * (long) Byte.SIZE > 0xFFFF) {
            throw HsmException.refused(Fault.LENGTH, "key block", "a key has at most 65,535 bits");
        }
        byte[] payload = payload(clear, shownBytes, version.blockBytes(), random);
        String text = header.text(2 * (payload.length + version.macBytes()));
        byte[] authenticated = join(text.getBytes(StandardCharsets.US_ASCII), payload);
        try (BlockProtection.Keys keys = under.keys(version)) {
            byte[] mac = keys.mac(authenticated);
            return new KeyBlock(header, text, keys.encipher(mac, payload), mac);
        } finally {
            Arrays.fill(payload, (byte) 0);
            Arrays.fill(authenticated, (byte) 0);
        }
    }

    private static byte[] payload(byte[] clear, int shownBytes, int block, IntFunction<byte[]> random) {
        int used = LENGTH_BYTES + clear.length;
        int length = Math.ceilDiv(LENGTH_BYTES + Math.max(clear.length, shownBytes), block) * block;
        byte[] payload = new byte[length];
        int bits = clear.length * Byte.SIZE;
        payload[0] = (byte) (bits >> 8);
        payload[1] = (byte) bits;
        System.arraycopy(clear, 0, payload, LENGTH_BYTES, clear.length);
        System.arraycopy(random.apply(length - used), 0, payload, used, length - used);
        return payload;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
