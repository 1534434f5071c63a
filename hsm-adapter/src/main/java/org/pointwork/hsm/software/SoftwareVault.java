package org.pointwork.hsm.software;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.Vault;

/** Pseudonyms, seals and data with keys in memory. */
final class SoftwareVault implements Vault {
    private static final int BLOCK = 16;
    private static final int IV = 12;
    private static final int TAG = 16;

    private final SecureRandom random = new SecureRandom();
    private final SoftwareKeys keys;
    private final SoftwareDukpt dukpt;

    SoftwareVault(SoftwareKeys keys, SoftwareDukpt dukpt) {
        this.keys = keys;
        this.dukpt = dukpt;
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        byte[] padded = new byte[BLOCK * (1 + Math.max(1, Math.ceilDiv(data.length, BLOCK)))];
        ByteBuffer.wrap(padded)
                .putLong(BLOCK - Long.BYTES, (long) Byte.SIZE * data.length)
                .put(BLOCK, data);
        var cbc = CBCBlockCipher.newInstance(AESEngine.newInstance());
        cbc.init(true, new KeyParameter(keys.get(key).clear()));
        for (int at = 0; at < padded.length; at += BLOCK) {
            cbc.processBlock(padded, at, padded, at);
        }
        return Arrays.copyOfRange(padded, padded.length - BLOCK, padded.length);
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        byte[] sealed = new byte[IV + clear.length + TAG];
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        System.arraycopy(iv, 0, sealed, 0, IV);
        try {
            var gcm = gcm(key, true, iv, aad);
            int done = gcm.processBytes(clear, 0, clear.length, sealed, IV);
            gcm.doFinal(sealed, IV + done);
            return sealed;
        } catch (InvalidCipherTextException e) {
            throw new HsmException(Reason.MALFUNCTION, key.label(), "sealing failed", e);
        }
    }

    @Override
    public byte[] open(SealKey key, byte[] sealed, byte[] aad) {
        if (sealed.length < IV + TAG) {
            throw new HsmException(Reason.BAD_SEAL, key.label(), "too short to be sealed data");
        }
        byte[] clear = new byte[sealed.length - IV - TAG];
        try {
            var gcm = gcm(key, false, Arrays.copyOf(sealed, IV), aad);
            int done = gcm.processBytes(sealed, IV, sealed.length - IV, clear, 0);
            gcm.doFinal(clear, done);
            return clear;
        } catch (InvalidCipherTextException _) {
            Arrays.fill(clear, (byte) 0);
            throw new HsmException(
                    Reason.BAD_SEAL, key.label(), "altered, or sealed under another key or for another place");
        }
    }

    private GCMModeCipher gcm(SealKey key, boolean encrypts, byte[] iv, byte[] aad) {
        var gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
        gcm.init(encrypts, new AEADParameters(new KeyParameter(keys.get(key).clear()), Byte.SIZE * TAG, iv, aad));
        return gcm;
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return dukpt.with(key, it -> it.encrypt(key.way(), clear));
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return dukpt.with(key, it -> it.decrypt(key.way(), enciphered));
    }
}
