package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
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
    private final LongSupplier companion;
    private OptionalLong chain = OptionalLong.empty();

    private TokenCardKey(Session session, long handle, LongSupplier companion) {
        this.session = session;
        this.handle = handle;
        this.companion = companion;
    }

    /**
     * The encryption of 16 bytes under a key of the token, made in the token. The companion is made when it is first used:
     * master keys of most versions only derive others.
     */
    static TokenCardKey derived(Session session, long parent, byte[] data) {
        return new TokenCardKey(
                session, derive(session, parent, data), () -> derive(session, parent, TdesRules.degenerate(data)));
    }

    /** From 16 bytes in memory that the caller wipes. */
    static TokenCardKey created(Session session, MemorySegment clear) {
        try (var arena = Arena.ofConfined()) {
            var twice = arena.allocate(2 * HALF);
            var key = new TokenCardKey(session, create(session, arena, clear), () -> create(session, arena, twice));
            try {
                MemorySegment.copy(clear, 0, twice, 0, HALF);
                MemorySegment.copy(clear, 0, twice, HALF, HALF);
                key.chain();
                return key;
            } catch (CkException e) {
                key.close();
                throw e;
            } finally {
                twice.fill((byte) 0);
            }
        }
    }

    private long chain() {
        if (chain.isEmpty()) {
            chain = OptionalLong.of(companion.getAsLong());
        }
        return chain.getAsLong();
    }

    long handle() {
        return handle;
    }

    @Override
    public byte[] mac(byte[] blocks) {
        int last = blocks.length - HALF;
        var staged = session.stage(blocks);
        if (last > 0) {
            session.encrypt(Mechanisms.DES3_CBC_ZERO_IV, chain(), staged, last);
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
        chain.ifPresent(object -> destroy(session, object));
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
