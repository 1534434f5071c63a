package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.TokenKey;

/** Check values, computed in the token. */
final class CheckValues {
    private static final int LEGACY_BYTES = 3;
    private static final int AES_BYTES = 5;

    private CheckValues() {}

    /**
     * TDES: the first 3 bytes of an encrypted zero block; AES: the first 5 of the CMAC of one (ANSI X9.24-1), but where
     * the key may only encrypt 3 as for TDES (PKCS#11, CKA_CHECK_VALUE). HMAC: the first 3 bytes of the HMAC of nothing.
     */
    static Kcv of(Session session, KeyRef key, long handle, KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case TDES2, TDES3 -> enciphered(session, Mechanisms.DES3_ECB, handle, 8);
            case AES128, AES192, AES256 ->
                key instanceof TokenKey
                        ? enciphered(session, Mechanisms.AES_CBC_ZERO_IV, handle, 16)
                        : cmac(session, handle);
            case HMAC_SHA256 -> hmac(session, handle);
        };
    }

    private static Kcv enciphered(Session session, MemorySegment mechanism, long handle, int blockBytes) {
        session.encrypt(mechanism, handle, session.stage(blockBytes), blockBytes);
        return first(LEGACY_BYTES, session);
    }

    private static Kcv cmac(Session session, long handle) {
        session.sign(Mechanisms.AES_CMAC, handle, session.stage(16), 16);
        return first(AES_BYTES, session);
    }

    private static Kcv hmac(Session session, long handle) {
        session.sign(Mechanisms.SHA256_HMAC, handle, session.stage(0), 0);
        return first(LEGACY_BYTES, session);
    }

    private static Kcv first(int bytes, Session session) {
        return Kcv.ofFirst(bytes, session.result().asSlice(0, bytes).toArray(JAVA_BYTE));
    }
}
