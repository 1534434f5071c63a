package org.pointwork.hsm.dukpt;

import java.util.Arrays;
import java.util.HexFormat;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;

/**
 * TDEA DUKPT (ANSI X9.24-1:2009, Annex A). Exclusive-or of keys and DES with data-dependent keys are what no PKCS#11 token
 * does, so all that follows the initial key happens here, in arrays that are wiped.
 */
public final class TdesTransaction implements TransactionKey {
    /** Length of the initial key, and of every other. */
    public static final int KEY_BYTES = 16;

    private static final int BLOCK = Des.BLOCK;
    private static final int COUNTER_BITS = 21;
    private static final byte[] MASK = HexFormat.of().parseHex("C0C0C0C000000000C0C0C0C000000000");

    /** What tells a variant from the transaction's key: one byte of each half is inverted. */
    private enum Variant {
        PIN(7),
        MAC_REQUEST(6),
        DATA_REQUEST(5),
        MAC_RESPONSE(4),
        DATA_RESPONSE(3);

        private final int inverted;

        Variant(int inverted) {
            this.inverted = inverted;
        }
    }

    private final String label;
    private final byte[] key;

    private TdesTransaction(String label, byte[] key) {
        this.label = label;
        this.key = key;
    }

    /** The other key of the base key's pair: the right half of the initial key is made with it. */
    public static byte[] variantOf(byte[] base) {
        byte[] variant = base.clone();
        xor(variant, 0, MASK, 0, KEY_BYTES);
        return variant;
    }

    /** What is enciphered, under the base key and its variant, to make the halves of the initial key: 8 bytes. */
    public static byte[] initialData(Ksn ksn) {
        return Arrays.copyOf(ksn.withCounter(0).bytes(), BLOCK);
    }

    /** The terminal's initial key, which the caller wipes. */
    static byte[] initialKey(byte[] base, Ksn ksn) {
        byte[] variant = variantOf(base);
        byte[] left = initialData(ksn);
        byte[] right = left.clone();
        try (var first = new Tdes(base);
                var second = new Tdes(variant)) {
            first.encrypt(left);
            second.encrypt(right);
            byte[] key = Arrays.copyOf(left, KEY_BYTES);
            System.arraycopy(right, 0, key, BLOCK, BLOCK);
            return key;
        } finally {
            Arrays.fill(variant, (byte) 0);
            Arrays.fill(left, (byte) 0);
            Arrays.fill(right, (byte) 0);
        }
    }

    /** From the initial key, which the caller wipes. */
    public static TdesTransaction of(String label, byte[] initialKey, Ksn ksn) {
        byte[] register = Arrays.copyOfRange(ksn.withCounter(0).bytes(), 2, 2 + BLOCK);
        byte[] key = initialKey.clone();
        for (int bit = COUNTER_BITS - 1; bit >= 0; bit--) {
            if ((ksn.counter() >> bit & 1) == 1) {
                register[BLOCK - 1 - bit / 8] |= (byte) (1 << bit % 8);
                step(key, register);
            }
        }
        return new TdesTransaction(label, key);
    }

    /** The non-reversible key generation process: the key becomes the one that the register leads to. */
    private static void step(byte[] key, byte[] register) {
        byte[] right = half(key, register);
        xor(key, 0, MASK, 0, KEY_BYTES);
        byte[] left = half(key, register);
        System.arraycopy(left, 0, key, 0, BLOCK);
        System.arraycopy(right, 0, key, BLOCK, BLOCK);
        Arrays.fill(left, (byte) 0);
        Arrays.fill(right, (byte) 0);
    }

    private static byte[] half(byte[] key, byte[] register) {
        byte[] half = register.clone();
        xor(half, 0, key, BLOCK, BLOCK);
        try (var des = new Des(key, 0, false)) {
            des.encrypt(half, 0);
        }
        xor(half, 0, key, BLOCK, BLOCK);
        return half;
    }

    private static void xor(byte[] into, int at, byte[] from, int fromAt, int length) {
        for (int i = 0; i < length; i++) {
            into[at + i] ^= from[fromAt + i];
        }
    }

    @Override
    public KeyAlgorithm algorithm() {
        return KeyAlgorithm.TDES2;
    }

    @Override
    public byte[] encipherPin(byte[] clear) {
        byte[] block = clear.clone();
        try (var tdes = variant(Variant.PIN)) {
            tdes.encrypt(block);
        }
        return block;
    }

    @Override
    public byte[] decipherPin(byte[] enciphered) {
        byte[] block = enciphered.clone();
        try (var tdes = variant(Variant.PIN)) {
            tdes.decrypt(block);
        }
        return block;
    }

    @Override
    public byte[] mac(Way way, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        switch (algorithm) {
            case RETAIL, RETAIL_PADDED, CBC, CBC_PADDED -> {}
            case CMAC, HMAC_SHA256 ->
                throw HsmException.refused(Fault.ALGORITHM, label, algorithm + " is not a MAC of TDEA DUKPT (X9.24-1)");
        }
        try (var tdes = variant(way == Way.REQUEST ? Variant.MAC_REQUEST : Variant.MAC_RESPONSE)) {
            return tdes.mac(algorithm, data, offset, length);
        }
    }

    @Override
    public byte[] encrypt(Way way, byte[] clear) {
        requireBlocks(clear);
        byte[] data = clear.clone();
        try (var tdes = dataKey(way)) {
            tdes.encryptChain(data);
        }
        return data;
    }

    @Override
    public byte[] decrypt(Way way, byte[] enciphered) {
        requireBlocks(enciphered);
        try (var tdes = dataKey(way)) {
            return tdes.decryptChain(enciphered);
        }
    }

    private void requireBlocks(byte[] data) {
        if (data.length == 0 || data.length % BLOCK != 0) {
            throw HsmException.refused(Fault.LENGTH, label, "data under TDEA is a multiple of 8 bytes");
        }
    }

    private Tdes variant(Variant variant) {
        byte[] varied = varied(variant);
        try {
            return new Tdes(varied);
        } finally {
            Arrays.fill(varied, (byte) 0);
        }
    }

    /** Enciphered under itself, so that nobody finds the transaction's key from a data key that leaked. */
    private Tdes dataKey(Way way) {
        byte[] varied = varied(way == Way.REQUEST ? Variant.DATA_REQUEST : Variant.DATA_RESPONSE);
        try (var tdes = new Tdes(varied)) {
            tdes.encrypt(varied);
            return new Tdes(varied);
        } finally {
            Arrays.fill(varied, (byte) 0);
        }
    }

    private byte[] varied(Variant variant) {
        byte[] varied = key.clone();
        varied[variant.inverted] ^= (byte) 0xFF;
        varied[BLOCK + variant.inverted] ^= (byte) 0xFF;
        return varied;
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
