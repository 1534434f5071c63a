package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.SealKey;

/** AES-GCM inside the token: IV (12 bytes), ciphertext, tag (16 bytes). */
final class SealOperations {
    private static final int IV = Gcm.IV_BYTES;
    private static final int TAG = Gcm.TAG_BYTES;

    private SealOperations() {}

    static byte[] seal(Session session, StoredKey key, byte[] clear, byte[] aad) {
        var mechanism = session.gcm().toSeal(session, aad);
        int length = (int) session.encrypt(mechanism, key.handle(), session.stage(clear), clear.length);
        byte[] sealed = new byte[IV + length];
        MemorySegment.copy(session.gcm().iv(), JAVA_BYTE, 0, sealed, 0, IV);
        MemorySegment.copy(session.result(), JAVA_BYTE, 0, sealed, IV, length);
        return sealed;
    }

    static byte[] open(Session session, SealKey named, StoredKey key, byte[] sealed, byte[] aad) {
        int length = sealed.length - IV;
        if (length < TAG) {
            throw badSeal(named, "too short to be sealed data");
        }
        try {
            var staged = session.stage(sealed, IV, length, length);
            long clearLength = session.decrypt(session.gcm().toOpen(sealed, aad), key.handle(), staged, length);
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
