package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.dukpt.AesSteps;
import org.pointwork.hsm.dukpt.AesSteps.Use;
import org.pointwork.hsm.dukpt.DukptRules;
import org.pointwork.hsm.dukpt.TdesTransaction;

/**
 * The keys of single transactions from base keys in the token. AES keys of 128 and 256 bits stay in it: each is a session
 * object, neither readable nor extractable, that is destroyed once the next is made. Two things touch this process's
 * memory, which is wiped at once: TDEA keys from the initial key on, for tokens exclusive-or no keys; and AES keys that are
 * no whole number of blocks or too short for the token's HMAC, for tokens cut keys at the wrong end and lengthen none.
 */
final class TokenDukpt {
    private static final int BLOCK = 16;
    /** SoftHSM takes no shorter key for HMAC-SHA-256; zeros behind a key change nothing (RFC 2104). */
    private static final int HMAC_BYTES = 32;

    /** The most that is in memory of a key and what was cut off. */
    private static final int CLEAR_BYTES = 32;

    private TokenDukpt() {}

    /** Whether derived keys of this kind never leave the token. */
    static boolean stays(KeyAlgorithm algorithm) {
        return algorithm.lengthInBytes() % BLOCK == 0;
    }

    /** Works with the keys of a transaction under TDEA. */
    static <T> T tdes(Session session, KeyTable keys, DukptKey key, Function<TdesTransaction, T> work) {
        StoredKey base = keys.get(session, key.base());
        DukptRules.require(key, base.algorithm());
        byte[] data = TdesTransaction.initialData(key.ksn());
        byte[] initial = new byte[TdesTransaction.KEY_BYTES];
        long variant = base.chain().orElseThrow().handle();
        try {
            encipher(session, base.handle(), data, initial, 0);
            encipher(session, variant, data, initial, data.length);
            try (var transaction = TdesTransaction.of(key.label(), initial, key.ksn())) {
                return work.apply(transaction);
            }
        } finally {
            Arrays.fill(initial, (byte) 0);
        }
    }

    private static void encipher(Session session, long handle, byte[] data, byte[] into, int at) {
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, handle, session.stage(data), data.length);
        MemorySegment.copy(session.result(), JAVA_BYTE, 0, into, at, data.length);
    }

    /** Works with the working key of a transaction under AES, by its handle, which is nobody's afterwards. */
    static <T> T aes(Session session, KeyTable keys, DukptKey key, Use use, LongFunction<T> work) {
        StoredKey base = keys.get(session, key.base());
        KeyAlgorithm algorithm = base.algorithm();
        DukptRules.require(key, algorithm);
        long made = next(session, base.handle(), AesSteps.initial(key.ksn(), algorithm), algorithm);
        try {
            for (byte[] step : AesSteps.chain(key.ksn(), algorithm)) {
                made = replaced(session, made, next(session, made, step, algorithm));
            }
            byte[] step = AesSteps.working(key.ksn(), algorithm, use, key.way());
            made = replaced(session, made, working(session, made, step, algorithm, use));
            return work.apply(made);
        } finally {
            destroy(session, made);
        }
    }

    private static long replaced(Session session, long old, long next) {
        destroy(session, old);
        return next;
    }

    private static void destroy(Session session, long handle) {
        session.cryptoki().destroyObject(session.handle(), handle);
    }

    private static long next(Session session, long parent, byte[] step, KeyAlgorithm algorithm) {
        try (var arena = Arena.ofConfined()) {
            var template = template(arena, Ck.CKK_AES, false);
            return stays(algorithm)
                    ? derived(session, arena, parent, step, template.add(Ck.CKA_VALUE_LEN, (long) step.length))
                    : created(session, parent, step, algorithm.lengthInBytes(), algorithm.lengthInBytes(), template);
        }
    }

    private static long working(Session session, long parent, byte[] step, KeyAlgorithm algorithm, Use use) {
        int length = algorithm.lengthInBytes();
        try (var arena = Arena.ofConfined()) {
            var template = template(arena, use == Use.HMAC ? Ck.CKK_GENERIC_SECRET : Ck.CKK_AES, true);
            if (stays(algorithm) && (use != Use.HMAC || length >= HMAC_BYTES)) {
                return derived(session, arena, parent, step, template.add(Ck.CKA_VALUE_LEN, (long) length));
            }
            return created(session, parent, step, length, use == Use.HMAC ? HMAC_BYTES : length, template);
        }
    }

    /** Keys of the chain derive, and encipher where that is how they derive; working keys work. */
    private static Attributes template(Arena arena, long keyType, boolean works) {
        return new Attributes(arena)
                .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                .add(Ck.CKA_KEY_TYPE, keyType)
                .add(Ck.CKA_TOKEN, false)
                .add(Ck.CKA_PRIVATE, true)
                .add(Ck.CKA_SENSITIVE, true)
                .add(Ck.CKA_EXTRACTABLE, false)
                .add(Ck.CKA_ENCRYPT, keyType == Ck.CKK_AES)
                .add(Ck.CKA_DECRYPT, works && keyType == Ck.CKK_AES)
                .add(Ck.CKA_SIGN, works)
                .add(Ck.CKA_DERIVE, !works);
    }

    private static long derived(Session session, Arena arena, long parent, byte[] step, Attributes template) {
        var data = arena.allocateFrom(JAVA_BYTE, step);
        return session.derive(Mechanisms.derivation(arena, Ck.CKM_AES_ECB_ENCRYPT_DATA, data), parent, template);
    }

    /** The clear key is in the session's own memory between two calls. */
    private static long created(
            Session session, long parent, byte[] step, int length, int padded, Attributes template) {
        session.encrypt(Mechanisms.AES_ECB, parent, session.stage(step), step.length);
        var clear = session.result();
        try {
            clear.asSlice(length, CLEAR_BYTES - length).fill((byte) 0);
            return session.create(template.add(Ck.CKA_VALUE, clear.asSlice(0, padded)));
        } finally {
            clear.asSlice(0, CLEAR_BYTES).fill((byte) 0);
        }
    }
}
