package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.util.Arrays;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.keyblock.Derivation;

/** Check values, computed in the token. */
final class CheckValues {
    private CheckValues() {}

    /** The usual one of such a key (see {@link org.pointwork.hsm.Hsm#check}). */
    static Kcv of(Session session, KeyRef key, long handle, KeyAlgorithm algorithm) {
        return of(session, key, handle, algorithm, KcvMethod.usualFor(key, algorithm));
    }

    /**
     * By one method or the other. A key that may encipher shows both: the CMAC of a block of zeros is a subkey enciphered.
     *
     * @throws HsmException REFUSED for USAGE where the key may do CMAC alone and the other is asked for
     */
    static Kcv of(Session session, KeyRef key, long handle, KeyAlgorithm algorithm, KcvMethod method) {
        requireShown(key.label(), algorithm, method);
        if (algorithm.isAes() && method == KcvMethod.CMAC && !(key instanceof TokenKey)) {
            return cmac(session, handle);
        }
        if (algorithm.isAes() && !mayEncipher(key, algorithm)) {
            throw HsmException.refused(Fault.USAGE, key.label(), "an AES key of this purpose shows CMAC alone");
        }
        return shown(session, handle, algorithm, method);
    }

    private static boolean mayEncipher(KeyRef key, KeyAlgorithm algorithm) {
        return switch (key) {
            case MacKey _, SealKey _ -> false;
            case BaseKey _ -> !TokenDukpt.stays(algorithm);
            default -> true;
        };
    }

    /** That of a clear key or a component of one, in the token with an object that is gone afterwards. */
    static Kcv ofClear(Session session, KeyAlgorithm algorithm, byte[] clear, KcvMethod method) {
        requireShown("clear key", algorithm, method);
        if (clear.length != algorithm.lengthInBytes()) {
            throw HsmException.refused(
                    Fault.LENGTH,
                    "clear key",
                    "a key of " + algorithm + " has " + algorithm.lengthInBytes() + " bytes");
        }
        try (var arena = Arena.ofConfined();
                var secret = new NativeSecret(clear)) {
            var handle = arena.allocate(JAVA_LONG);
            var template = KeyTemplate.ofCheck(arena, algorithm, secret.memory());
            session.cryptoki().createObject(session.handle(), template, handle);
            long object = handle.get(JAVA_LONG, 0);
            try {
                return shown(session, object, algorithm, method);
            } finally {
                session.cryptoki().destroyObject(session.handle(), object);
            }
        }
    }

    private static void requireShown(String label, KeyAlgorithm algorithm, KcvMethod method) {
        if (algorithm == KeyAlgorithm.HMAC_SHA256 && method == KcvMethod.CMAC) {
            throw HsmException.refused(Fault.ALGORITHM, label, "a secret for HMAC shows no CMAC");
        }
    }

    /** By a key that may encipher, or by a secret for HMAC. */
    private static Kcv shown(Session session, long handle, KeyAlgorithm algorithm, KcvMethod method) {
        if (algorithm == KeyAlgorithm.HMAC_SHA256) {
            return hmac(session, handle);
        }
        byte[] ofZeros = session.ofZeros(algorithm, handle);
        byte[] subkey = Derivation.doubled(ofZeros);
        try {
            if (method == KcvMethod.LEGACY) {
                return Kcv.ofFirst(method.lengthInBytes(), ofZeros);
            }
            var mechanism = algorithm.isAes() ? Mechanisms.AES_CBC_ZERO_IV : Mechanisms.DES3_ECB;
            session.encrypt(mechanism, handle, session.stage(subkey), subkey.length);
            return first(method.lengthInBytes(), session);
        } finally {
            Arrays.fill(ofZeros, (byte) 0);
            Arrays.fill(subkey, (byte) 0);
            session.wipe();
        }
    }

    private static Kcv cmac(Session session, long handle) {
        session.sign(Mechanisms.AES_CMAC, handle, session.stage(16), 16);
        return first(KcvMethod.CMAC.lengthInBytes(), session);
    }

    private static Kcv hmac(Session session, long handle) {
        session.sign(Mechanisms.SHA256_HMAC, handle, session.stage(0), 0);
        return first(KcvMethod.LEGACY.lengthInBytes(), session);
    }

    private static Kcv first(int bytes, Session session) {
        return Kcv.ofFirst(bytes, session.result().asSlice(0, bytes).toArray(JAVA_BYTE));
    }
}
