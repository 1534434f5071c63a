package org.pointwork.hsm.pkcs11;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/** The port on a PKCS#11 token. */
public final class Pkcs11Hsm implements Hsm, PinPad {

    private Pkcs11Hsm() {}

    /** Opens the token and logs in; throws UNAVAILABLE where that fails. */
    public static Pkcs11Hsm open(Pkcs11Config config) {
        throw new UnsupportedOperationException(config.toString());
    }

    @Override
    public Kcv check(KeyRef key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] translatePin(
            PinKey from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] encryptedBlock, byte[] panDigits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] mac(MacKey key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean verifyMac(MacKey key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] open(SealKey key, byte[] sealed, byte[] aad) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] encipherPin(PinKey key, byte[] pinDigits, byte[] panDigits) {
        throw new UnsupportedOperationException();
    }

    @Override
    public HsmHealth health() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
