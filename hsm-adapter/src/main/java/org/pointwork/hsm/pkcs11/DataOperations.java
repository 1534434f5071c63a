package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.dukpt.AesSteps.Use;

/** Data for and from terminals, under the data keys of single transactions. */
final class DataOperations {
    private static final int BLOCK = 16;

    private DataOperations() {}

    static byte[] encrypt(Session session, KeyTable keys, DukptKey key, byte[] clear) {
        if (!key.ksn().isAes()) {
            return TokenDukpt.tdes(session, keys, key, it -> it.encrypt(key.way(), clear));
        }
        requireBlocks(key, clear);
        return TokenDukpt.aes(session, keys, key, Use.DATA, handle -> {
            long length = session.encrypt(Mechanisms.AES_CBC_ZERO_IV, handle, session.stage(clear), clear.length);
            return session.result().asSlice(0, length).toArray(JAVA_BYTE);
        });
    }

    static byte[] decrypt(Session session, KeyTable keys, DukptKey key, byte[] enciphered) {
        if (!key.ksn().isAes()) {
            return TokenDukpt.tdes(session, keys, key, it -> it.decrypt(key.way(), enciphered));
        }
        requireBlocks(key, enciphered);
        return TokenDukpt.aes(session, keys, key, Use.DATA, handle -> {
            long length =
                    session.decrypt(Mechanisms.AES_CBC_ZERO_IV, handle, session.stage(enciphered), enciphered.length);
            return session.result().asSlice(0, length).toArray(JAVA_BYTE);
        });
    }

    private static void requireBlocks(DukptKey key, byte[] data) {
        if (data.length == 0 || data.length % BLOCK != 0) {
            throw HsmException.refused(Fault.LENGTH, key.label(), "data under AES is a multiple of 16 bytes");
        }
    }
}
