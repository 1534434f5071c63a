package org.pointwork.sim.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/** MACs and PIN blocks by the JDK, with keys made from their names: tests of the simulators need no token. */
public final class SoftwareHsm implements Hsm, PinPad {

    /** ISO 9797-1 algorithm 3, padding 1. */
    @Override
    public byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        byte[] clear = clear(key.label());
        byte[] chain = new byte[8];
        for (int at = 0; at < length; at += 8) {
            for (int i = 0; i < 8 && at + i < length; i++) {
                chain[i] ^= data[offset + at + i];
            }
            chain = des(Cipher.ENCRYPT_MODE, clear, 0, chain);
        }
        return des(Cipher.ENCRYPT_MODE, clear, 0, des(Cipher.DECRYPT_MODE, clear, 8, chain));
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return MessageDigest.isEqual(mac, mac(key, algorithm, data, offset, length));
    }

    /** ISO 9564-1 format 0 under double-length TDEA. */
    @Override
    public byte[] encipherPin(PinKey key, PinFormat format, byte[] pinDigits, byte[] panDigits) {
        byte[] block = new byte[8];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = (byte) pinDigits.length;
        for (int i = 0; i < pinDigits.length; i += 2) {
            int high = pinDigits[i] - '0';
            int low = i + 1 < pinDigits.length ? pinDigits[i + 1] - '0' : 0xF;
            block[1 + i / 2] = (byte) (high << 4 | low);
        }
        int first = panDigits.length - 13;
        for (int i = 0; i < 12; i += 2) {
            block[2 + i / 2] ^= (byte) (panDigits[first + i] - '0' << 4 | panDigits[first + i + 1] - '0');
        }
        byte[] clear = clear(key.label());
        byte[] inner = des(Cipher.DECRYPT_MODE, clear, 8, des(Cipher.ENCRYPT_MODE, clear, 0, block));
        return des(Cipher.ENCRYPT_MODE, clear, 0, inner);
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.MAC_RETAIL);
    }

    @Override
    public Kcv check(KeyRef key) {
        throw notAsked();
    }

    @Override
    public byte[] translatePin(
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] encryptedBlock,
            byte[] panDigits) {
        throw notAsked();
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        throw notAsked();
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        throw notAsked();
    }

    @Override
    public byte[] open(SealKey key, byte[] sealed, byte[] aad) {
        throw notAsked();
    }

    @Override
    public HsmHealth health() {
        throw notAsked();
    }

    @Override
    public void close() {}

    private static AssertionError notAsked() {
        return new AssertionError("a simulator asks for MACs and PIN blocks alone");
    }

    private static byte[] clear(String label) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] des(int mode, byte[] key, int offset, byte[] block) {
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, offset, 8, "DES"));
            return cipher.doFinal(block);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
