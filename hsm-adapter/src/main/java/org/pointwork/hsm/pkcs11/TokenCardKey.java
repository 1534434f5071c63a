package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.TdesRules;
import org.pointwork.hsm.card.CardKey;

/**
 * A key of one card or session in a token: a session object that is neither readable nor extractable, with the companion
 * K1‖K1 that a retail MAC chains with. Both are destroyed when it is closed.
 */
final class TokenCardKey implements CardKey {
    static final int HALF = 8;

    private final Session session;
    private final long handle;
    private final long chain;

    private TokenCardKey(Session session, long handle, long chain) {
        this.session = session;
        this.handle = handle;
        this.chain = chain;
    }

    /** The encryption of 16 bytes under a key of the token, made in the token. */
    static TokenCardKey derived(Session session, long parent, byte[] data) {
        long handle = derive(session, parent, data);
        try {
            return new TokenCardKey(session, handle, derive(session, parent, TdesRules.degenerate(data)));
        } catch (CkException e) {
            destroy(session, handle);
            throw e;
        }
    }

    /** From 16 bytes in memory that the caller wipes. */
    static TokenCardKey created(Session session, MemorySegment clear) {
        try (var arena = Arena.ofConfined()) {
            long handle = create(session, arena, clear);
            var twice = arena.allocate(2 * HALF);
            try {
                MemorySegment.copy(clear, 0, twice, 0, HALF);
                MemorySegment.copy(clear, 0, twice, HALF, HALF);
                return new TokenCardKey(session, handle, create(session, arena, twice));
            } catch (CkException e) {
                destroy(session, handle);
                throw e;
            } finally {
                twice.fill((byte) 0);
            }
        }
    }

    long handle() {
        return handle;
    }

    @Override
    public byte[] mac(byte[] blocks) {
        int last = blocks.length - HALF;
        var staged = session.stage(blocks);
        if (last > 0) {
            session.encrypt(Mechanisms.DES3_CBC_ZERO_IV, chain, staged, last);
            MacOperations.xor(staged, last, session.result(), last - HALF);
        }
        session.encrypt(Mechanisms.DES3_ECB, handle, staged.asSlice(last), HALF);
        return session.result().asSlice(0, HALF).toArray(JAVA_BYTE);
    }

    @Override
    public byte[] encipher(byte[] blocks) {
        session.encrypt(Mechanisms.DES3_ECB, handle, session.stage(blocks), blocks.length);
        return session.result().asSlice(0, blocks.length).toArray(JAVA_BYTE);
    }

    @Override
    public void close() {
        destroy(session, handle);
        destroy(session, chain);
    }

    private static long derive(Session session, long parent, byte[] data) {
        try (var arena = Arena.ofConfined()) {
            var bytes = arena.allocateFrom(JAVA_BYTE, data);
            var mechanism = Mechanisms.derivation(arena, Ck.CKM_DES3_ECB_ENCRYPT_DATA, bytes);
            return session.derive(mechanism, parent, template(arena));
        }
    }

    private static long create(Session session, Arena arena, MemorySegment clear) {
        return session.create(template(arena).add(Ck.CKA_VALUE, clear));
    }

    private static Attributes template(Arena arena) {
        return new Attributes(arena)
                .add(Ck.CKA_CLASS, Ck.CKO_SECRET_KEY)
                .add(Ck.CKA_KEY_TYPE, Ck.CKK_DES2)
                .add(Ck.CKA_TOKEN, false)
                .add(Ck.CKA_PRIVATE, true)
                .add(Ck.CKA_SENSITIVE, true)
                .add(Ck.CKA_EXTRACTABLE, false)
                .add(Ck.CKA_ENCRYPT, true)
                .add(Ck.CKA_DECRYPT, false)
                .add(Ck.CKA_SIGN, false)
                .add(Ck.CKA_VERIFY, false)
                .add(Ck.CKA_WRAP, false)
                .add(Ck.CKA_UNWRAP, false)
                .add(Ck.CKA_DERIVE, true)
                .addAll(Ck.CKA_ALLOWED_MECHANISMS, Ck.CKM_DES3_ECB, Ck.CKM_DES3_CBC, Ck.CKM_DES3_ECB_ENCRYPT_DATA);
    }

    private static void destroy(Session session, long object) {
        try {
            session.cryptoki().destroyObject(session.handle(), object);
        } catch (CkException _) {
            // It goes with the session.
        }
    }
}
