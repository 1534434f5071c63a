package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.TdesRules;
import org.pointwork.hsm.card.CardKey;
import org.pointwork.hsm.card.DerivedKey;
import org.pointwork.hsm.card.Deriver;

/**
 * A key derived in the token. PKCS#11 has no mechanism for {@link #withCounter} and {@link #tail}: for these the key, or
 * half of it, is in the session's own memory between two calls, which is wiped at once.
 */
final class TokenDerivedKey implements DerivedKey {
    private static final int HALF = TokenCardKey.HALF;
    private static final int TAIL = 4;

    private final Session session;
    private final long parent;
    private final byte[] data;
    private final TokenCardKey key;

    private TokenDerivedKey(Session session, long parent, byte[] data) {
        this.session = session;
        this.parent = parent;
        this.data = data;
        this.key = TokenCardKey.derived(session, parent, data);
    }

    /** What derives with a key of the token. */
    static Deriver under(Session session, long parent) {
        return data -> new TokenDerivedKey(session, parent, data);
    }

    @Override
    public DerivedKey derive(byte[] other) {
        return new TokenDerivedKey(session, key.handle(), other);
    }

    @Override
    public byte[] mac(byte[] blocks) {
        return key.mac(blocks);
    }

    @Override
    public byte[] encipher(byte[] blocks) {
        return key.encipher(blocks);
    }

    @Override
    public CardKey withCounter(int atc) {
        var clear = clear(2 * HALF);
        try {
            putCounter(clear, HALF, atc);
            putCounter(clear, 2 * HALF, ~atc);
            setOddParity(clear);
            return TokenCardKey.created(session, clear);
        } finally {
            clear.fill((byte) 0);
        }
    }

    @Override
    public byte[] tail() {
        var clear = clear(HALF);
        try {
            setOddParity(clear);
            return clear.asSlice(HALF - TAIL, TAIL).toArray(JAVA_BYTE);
        } finally {
            clear.fill((byte) 0);
        }
    }

    /** The first bytes of the derived key, but for their parity: the encryption of the data. */
    private MemorySegment clear(int lengthInBytes) {
        session.encrypt(Mechanisms.DES3_ECB, parent, session.stage(data), lengthInBytes);
        return session.result().asSlice(0, lengthInBytes);
    }

    private static void setOddParity(MemorySegment clear) {
        for (long i = 0; i < clear.byteSize(); i++) {
            clear.set(JAVA_BYTE, i, TdesRules.odd(clear.get(JAVA_BYTE, i)));
        }
    }

    private static void putCounter(MemorySegment clear, int end, int atc) {
        clear.set(JAVA_BYTE, end - 2, (byte) (clear.get(JAVA_BYTE, end - 2) ^ atc >> 8));
        clear.set(JAVA_BYTE, end - 1, (byte) (clear.get(JAVA_BYTE, end - 1) ^ atc));
    }

    @Override
    public void close() {
        key.close();
    }
}
