package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.SealKey;

/** AES-GCM inside the token: IV (12 bytes), ciphertext, tag (16 bytes). */
final class SealOperations {
    private static final int IV = Mechanisms.GCM_IV_BYTES;
    private static final int TAG = Mechanisms.GCM_TAG_BYTES;

    private SealOperations() {}

    static byte[] seal(Session session, StoredKey key, byte[] clear, byte[] aad) {
        byte[] iv = session.random(IV);
        try (var arena = Arena.ofConfined()) {
            var mechanism =
                    Mechanisms.aesGcm(arena, arena.allocateFrom(JAVA_BYTE, iv), arena.allocateFrom(JAVA_BYTE, aad));
            int length = (int) session.encrypt(mechanism, key.handle(), session.stage(clear), clear.length);
            byte[] sealed = Arrays.copyOf(iv, IV + length);
            session.result().asSlice(0, length).asByteBuffer().get(sealed, IV, length);
            return sealed;
        }
    }

    static byte[] open(Session session, SealKey named, StoredKey key, byte[] sealed, byte[] aad) {
        int length = sealed.length - IV;
        if (length < TAG) {
            throw badSeal(named, "too short to be sealed data");
        }
        try (var arena = Arena.ofConfined()) {
            var iv = arena.allocateFrom(JAVA_BYTE, Arrays.copyOf(sealed, IV));
            var mechanism = Mechanisms.aesGcm(arena, iv, arena.allocateFrom(JAVA_BYTE, aad));
            var staged = session.stage(sealed, IV, length, length);
            long clearLength = session.decrypt(mechanism, key.handle(), staged, length);
            return session.result().asSlice(0, clearLength).toArray(JAVA_BYTE);
        } catch (CkException e) {
            if (isTagMismatch(e)) {
                throw badSeal(named, "altered, or sealed under another key or for another place");
            }
            throw e;
        }
    }

    /** SoftHSM answers a wrong tag with CKR_GENERAL_ERROR, others with CKR_ENCRYPTED_DATA_INVALID. */
    private static boolean isTagMismatch(CkException e) {
        return e.function().equals("C_Decrypt")
                && (e.code() == Ck.CKR_ENCRYPTED_DATA_INVALID
                        || e.code() == Ck.CKR_ENCRYPTED_DATA_LEN_RANGE
                        || e.code() == Ck.CKR_FUNCTION_FAILED
                        || e.code() == Ck.CKR_GENERAL_ERROR);
    }

    private static HsmException badSeal(SealKey key, String why) {
        return new HsmException(Reason.BAD_SEAL, key.label(), why);
    }
}
