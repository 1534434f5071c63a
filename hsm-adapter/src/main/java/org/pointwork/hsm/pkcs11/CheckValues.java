package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;

/** Check values, computed in the token. */
final class CheckValues {
    private static final byte[] ZEROS = new byte[16];
    private static final int LEGACY_BYTES = 3;
    private static final int AES_BYTES = 5;

    private CheckValues() {}

    /** TDES: the first 3 bytes of an encrypted zero block; AES: the first 5 of the CMAC of one (ANSI X9.24-1). */
    static Kcv of(Session session, long key, KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case TDES2, TDES3 -> {
                session.encrypt(Mechanisms.DES3_ECB, key, session.stage(ZEROS, 0, 8, 8), 8);
                yield first(LEGACY_BYTES, session);
            }
            case AES128, AES256 -> {
                session.sign(Mechanisms.AES_CMAC, key, session.stage(ZEROS), ZEROS.length);
                yield first(AES_BYTES, session);
            }
            case HMAC -> {
                session.sign(Mechanisms.SHA256_HMAC, key, session.stage(ZEROS), ZEROS.length);
                yield first(LEGACY_BYTES, session);
            }
        };
    }

    private static Kcv first(int bytes, Session session) {
        return Kcv.ofFirst(bytes, session.result().asSlice(0, bytes).toArray(JAVA_BYTE));
    }
}
