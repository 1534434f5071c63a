package org.pointwork.hsm.keyblock;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/**
 * DEV ONLY: a protection key in the clear, for tests and simulators. The JDK's ciphers keep copies that nobody wipes.
 *
 * <p>Versions A and C also take a single-length TDEA key here, as old blocks have them.
 */
public final class ClearProtection implements BlockProtection {
    private static final int DES_BYTES = 8;
    private static final int LONGEST = 24;
    private static final byte ENCIPHER_VARIANT = 0x45;
    private static final byte AUTHENTICATE_VARIANT = 0x4D;

    private final byte[] key;

    /** @param key the protection key, which is kept as it is */
    public ClearProtection(byte[] key) {
        this.key = key;
    }

    @Override
    public String label() {
        return "protection key in the clear";
    }

    @Override
    public Keys keys(KeyBlockVersion version) {
        boolean fits = version.isAes()
                ? key.length == 16 || key.length == 24 || key.length == 32
                : key.length == 16 || key.length == 24 || key.length == DES_BYTES && !version.isDerived();
        if (!fits) {
            throw HsmException.refused(
                    Fault.LENGTH, label(), "a key for blocks of version " + version + " has another length");
        }
        return version.isDerived()
                ? new ClearKeys(
                        version,
                        derived(version, Derivation.Use.ENCIPHER),
                        derived(version, Derivation.Use.AUTHENTICATE))
                : new ClearKeys(version, variant(ENCIPHER_VARIANT), variant(AUTHENTICATE_VARIANT));
    }

    private byte[] derived(KeyBlockVersion version, Derivation.Use use) {
        byte[] ofZeros = cbc(Cipher.ENCRYPT_MODE, version.isAes(), key, new byte[version.blockBytes()]);
        byte[] blocks = Derivation.blocks(use, key.length, ofZeros);
        byte[] derived = new byte[blocks.length];
        for (int at = 0; at < blocks.length; at += version.blockBytes()) {
            byte[] block = Arrays.copyOfRange(blocks, at, at + version.blockBytes());
            System.arraycopy(
                    cbc(Cipher.ENCRYPT_MODE, version.isAes(), key, block), 0, derived, at, version.blockBytes());
        }
        return Arrays.copyOf(derived, key.length);
    }

    private byte[] variant(byte constant) {
        byte[] variant = key.clone();
        for (int i = 0; i < variant.length; i++) {
            variant[i] ^= constant;
        }
        return variant;
    }

    private static byte[] cbc(int mode, boolean aes, byte[] key, byte[] data) {
        return cbc(mode, aes, key, new byte[aes ? 16 : DES_BYTES], data);
    }

    private static byte[] cbc(int mode, boolean aes, byte[] key, byte[] iv, byte[] data) {
        try {
            Cipher cipher = Cipher.getInstance(aes ? "AES/CBC/NoPadding" : "DESede/CBC/NoPadding");
            cipher.init(
                    mode,
                    aes ? new SecretKeySpec(key, "AES") : new SecretKeySpec(triple(key), "DESede"),
                    new IvParameterSpec(iv));
            return cipher.doFinal(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** K1, K1‖K2 or K1‖K2‖K3 as three parts. */
    private static byte[] triple(byte[] key) {
        byte[] triple = new byte[LONGEST];
        for (int i = 0; i < LONGEST; i++) {
            triple[i] = key[i % key.length];
        }
        return triple;
    }

    private record ClearKeys(KeyBlockVersion version, byte[] encipher, byte[] authenticate) implements Keys {
        @Override
        public byte[] encipher(byte[] iv, byte[] clear) {
            return cbc(Cipher.ENCRYPT_MODE, version.isAes(), encipher, iv, clear);
        }

        @Override
        public byte[] decipher(byte[] iv, byte[] enciphered) {
            return cbc(Cipher.DECRYPT_MODE, version.isAes(), encipher, iv, enciphered);
        }

        @Override
        public byte[] mac(byte[] data) {
            byte[] chained = data.clone();
            if (version.isDerived()) {
                subkey(chained);
            }
            byte[] all = cbc(Cipher.ENCRYPT_MODE, version.isAes(), authenticate, chained);
            return Arrays.copyOfRange(all, all.length - version.blockBytes(), all.length);
        }

        /** What is authenticated is whole blocks here, so CMAC needs its first subkey only. */
        private void subkey(byte[] data) {
            byte[] subkey = Derivation.doubled(
                    cbc(Cipher.ENCRYPT_MODE, version.isAes(), authenticate, new byte[version.blockBytes()]));
            for (int i = 0; i < subkey.length; i++) {
                data[data.length - subkey.length + i] ^= subkey[i];
            }
        }

        @Override
        public void close() {
            Arrays.fill(encipher, (byte) 0);
            Arrays.fill(authenticate, (byte) 0);
        }

        @Override
        public String toString() {
            return "keys of a block of version " + version;
        }
    }
}
