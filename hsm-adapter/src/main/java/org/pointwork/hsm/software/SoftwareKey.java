package org.pointwork.hsm.software;

import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.Mac;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.macs.CBCBlockCipherMac;
import org.bouncycastle.crypto.macs.CMac;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.macs.ISO9797Alg3Mac;
import org.bouncycastle.crypto.paddings.ISO7816d4Padding;
import org.bouncycastle.crypto.params.KeyParameter;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.TokenKey;

/** A clear key. Only {@link SoftwareKeys} makes one, after checking it. */
final class SoftwareKey {
    private static final int MAC_BITS = 64;
    private static final int LEGACY_BYTES = 3;
    private static final int AES_BYTES = 5;

    private final KeyRef name;
    private final KeyAlgorithm algorithm;
    private final byte[] clear;

    /** Takes a copy of the key. */
    SoftwareKey(KeyRef name, KeyAlgorithm algorithm, byte[] clear) {
        this.name = name;
        this.algorithm = algorithm;
        this.clear = clear.clone();
    }

    KeyAlgorithm algorithm() {
        return algorithm;
    }

    /** The key itself: not a copy. */
    byte[] clear() {
        return clear;
    }

    /** The key's cipher, ready. */
    BlockCipher cipher(boolean encrypts) {
        BlockCipher cipher = algorithm.isTdes() ? new DESedeEngine() : AESEngine.newInstance();
        cipher.init(encrypts, new KeyParameter(clear));
        return cipher;
    }

    /** Whole blocks, each by itself. */
    byte[] encrypt(byte[] blocks) {
        return each(cipher(true), blocks);
    }

    /** Whole blocks, each by itself. */
    byte[] decrypt(byte[] blocks) {
        return each(cipher(false), blocks);
    }

    private static byte[] each(BlockCipher cipher, byte[] blocks) {
        byte[] out = new byte[blocks.length];
        for (int at = 0; at < blocks.length; at += cipher.getBlockSize()) {
            cipher.processBlock(blocks, at, out, at);
        }
        return out;
    }

    /** A MAC; REFUSED where the key's algorithm does not make such. */
    byte[] mac(MacAlgorithm kind, byte[] data, int offset, int length) {
        kind.require(name.label(), algorithm);
        return mac(
                switch (kind) {
                    case RETAIL -> new ISO9797Alg3Mac(new DESEngine());
                    case RETAIL_PADDED -> new ISO9797Alg3Mac(new DESEngine(), new ISO7816d4Padding());
                    case CBC -> new CBCBlockCipherMac(new DESedeEngine(), MAC_BITS);
                    case CBC_PADDED -> new CBCBlockCipherMac(new DESedeEngine(), MAC_BITS, new ISO7816d4Padding());
                    case CMAC -> new CMac(algorithm.isTdes() ? new DESedeEngine() : AESEngine.newInstance(), MAC_BITS);
                    case HMAC_SHA256 -> new HMac(new SHA256Digest());
                },
                data,
                offset,
                length);
    }

    private byte[] mac(Mac mac, byte[] data, int offset, int length) {
        mac.init(new KeyParameter(clear));
        mac.update(data, offset, length);
        byte[] made = new byte[mac.getMacSize()];
        mac.doFinal(made, 0);
        return made;
    }

    /** As {@link org.pointwork.hsm.Hsm#check} says. */
    Kcv kcv() {
        return switch (algorithm) {
            case TDES2, TDES3 -> Kcv.ofFirst(LEGACY_BYTES, encrypt(new byte[8]));
            case AES128, AES192, AES256 ->
                name instanceof TokenKey
                        ? Kcv.ofFirst(LEGACY_BYTES, encrypt(new byte[16]))
                        : Kcv.ofFirst(AES_BYTES, mac(MacAlgorithm.CMAC, new byte[16], 0, 16));
            case HMAC_SHA256 -> Kcv.ofFirst(LEGACY_BYTES, mac(MacAlgorithm.HMAC_SHA256, new byte[0], 0, 0));
        };
    }

    void wipe() {
        Arrays.fill(clear, (byte) 0);
    }

    @Override
    public String toString() {
        return algorithm + " key " + name.label();
    }
}
