package org.pointwork.hsm.dukpt;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;

/** AES DUKPT (ANSI X9.24-3) with keys in memory: for terminals and for adapters that are for development alone. */
public final class AesTransaction implements TransactionKey {
    private static final int BLOCK = 16;

    private final String label;
    private final KeyAlgorithm algorithm;
    private final Ksn ksn;
    private final byte[] key;

    private AesTransaction(String label, KeyAlgorithm algorithm, Ksn ksn, byte[] key) {
        this.label = label;
        this.algorithm = algorithm;
        this.ksn = ksn;
        this.key = key;
    }

    /** The terminal's initial key, which the caller wipes. */
    public static byte[] initialKey(KeyAlgorithm algorithm, byte[] base, Ksn ksn) {
        return next(algorithm, base, AesSteps.initial(ksn, algorithm));
    }

    static AesTransaction of(String label, KeyAlgorithm algorithm, byte[] initialKey, Ksn ksn) {
        byte[] key = initialKey.clone();
        for (byte[] step : AesSteps.chain(ksn, algorithm)) {
            byte[] next = next(algorithm, key, step);
            Arrays.fill(key, (byte) 0);
            key = next;
        }
        return new AesTransaction(label, algorithm, ksn, key);
    }

    private static byte[] next(KeyAlgorithm algorithm, byte[] key, byte[] step) {
        byte[] enciphered = blocks(engine(key, true), step);
        try {
            return Arrays.copyOf(enciphered, algorithm.lengthInBytes());
        } finally {
            Arrays.fill(enciphered, (byte) 0);
        }
    }

    @Override
    public KeyAlgorithm algorithm() {
        return algorithm;
    }

    @Override
    public byte[] encipherPin(byte[] clear) {
        return with(AesSteps.Use.PIN, Way.REQUEST, working -> blocks(engine(working, true), clear));
    }

    @Override
    public byte[] decipherPin(byte[] enciphered) {
        return with(AesSteps.Use.PIN, Way.REQUEST, working -> blocks(engine(working, false), enciphered));
    }

    @Override
    public byte[] mac(Way way, MacAlgorithm mac, byte[] data, int offset, int length) {
        return switch (mac) {
            case CMAC -> mac(AesSteps.Use.MAC, way, new CMac(AESEngine.newInstance(), 64), data, offset, length);
            case HMAC_SHA256 -> mac(AesSteps.Use.HMAC, way, new HMac(new SHA256Digest()), data, offset, length);
            case RETAIL, RETAIL_PADDED, CBC, CBC_PADDED ->
                throw HsmException.refused(Fault.ALGORITHM, label, mac + " is not a MAC of AES DUKPT (X9.24-3)");
        };
    }

    private byte[] mac(AesSteps.Use use, Way way, Mac mac, byte[] data, int offset, int length) {
        return with(use, way, working -> {
            mac.init(new KeyParameter(working));
            mac.update(data, offset, length);
            byte[] made = new byte[mac.getMacSize()];
            mac.doFinal(made, 0);
            return made;
        });
    }

    @Override
    public byte[] encrypt(Way way, byte[] clear) {
        return chained(way, true, clear);
    }

    @Override
    public byte[] decrypt(Way way, byte[] enciphered) {
        return chained(way, false, enciphered);
    }

    private byte[] chained(Way way, boolean encrypts, byte[] data) {
        if (data.length == 0 || data.length % BLOCK != 0) {
            throw HsmException.refused(Fault.LENGTH, label, "data under AES is a multiple of 16 bytes");
        }
        return with(AesSteps.Use.DATA, way, working -> {
            var cbc = CBCBlockCipher.newInstance(AESEngine.newInstance());
            cbc.init(encrypts, new KeyParameter(working));
            return blocks(cbc, data);
        });
    }

    /** What is done with a working key. */
    private interface Work {
        byte[] with(byte[] workingKey);
    }

    private byte[] with(AesSteps.Use use, Way way, Work work) {
        byte[] working = next(algorithm, key, AesSteps.working(ksn, algorithm, use, way));
        try {
            return work.with(working);
        } finally {
            Arrays.fill(working, (byte) 0);
        }
    }

    private static BlockCipher engine(byte[] key, boolean encrypts) {
        var aes = AESEngine.newInstance();
        aes.init(encrypts, new KeyParameter(key));
        return aes;
    }

    private static byte[] blocks(BlockCipher cipher, byte[] data) {
        byte[] out = new byte[data.length];
        for (int at = 0; at < data.length; at += BLOCK) {
            cipher.processBlock(data, at, out, at);
        }
        return out;
    }

    @Override
    public void close() {
        Arrays.fill(key, (byte) 0);
    }
}
