package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A multi-part operation that is begun once for a key and never ended, in a session of its own. Each use is one call,
 * without the beginning, in which a token finds and decrypts the key and makes its schedule.
 *
 * <p>ECB has no state. CBC goes on from the last block L of the message before, so L is put on the first block P of the
 * next, where it cancels itself: {@code E((P ^ L) ^ L) = E(P)}, as with a zero IV.
 */
final class OpenCipher implements AutoCloseable {
    private final Cryptoki cryptoki;
    private final long session;
    private final BlockCipher cipher;
    private final MemorySegment last;
    private final MemorySegment length = Arena.ofAuto().allocate(JAVA_LONG);

    private OpenCipher(Cryptoki cryptoki, long session, BlockCipher cipher) {
        this.cryptoki = cryptoki;
        this.session = session;
        this.cipher = cipher;
        this.last = Arena.ofAuto().allocate(cipher.blockBytes(), Long.BYTES);
    }

    /** Begins in a session which is closed with this; throws where the token doesn't do it, or not rightly. */
    static OpenCipher begin(Cryptoki cryptoki, long session, BlockCipher cipher, long key) {
        var open = new OpenCipher(cryptoki, session, cipher);
        try (var arena = Arena.ofConfined()) {
            int length = 2 * cipher.blockBytes();
            var zeros = arena.allocate(length);
            var right = arena.allocate(length);
            open.init(key);
            open.finish(zeros, right);
            open.init(key);
            // Twice: a token may hold the last block back, and a chain has to begin anew.
            open.prove(arena.allocate(length), right);
            open.prove(arena.allocate(length), right);
            return open;
        } catch (CkException e) {
            open.close();
            throw e;
        }
    }

    /**
     * Enciphers or deciphers a message of whole blocks, at least one; may change the input.
     *
     * @param out at least as long; may be the input
     */
    void update(MemorySegment in, long lengthInBytes, MemorySegment out) {
        if (cipher.isChained()) {
            cancelLast(in);
        }
        length.set(JAVA_LONG, 0, out.byteSize());
        if (cipher.encrypts()) {
            cryptoki.encryptUpdate(session, in, lengthInBytes, out, length);
        } else {
            cryptoki.decryptUpdate(session, in, lengthInBytes, out, length);
        }
        if (length.get(JAVA_LONG, 0) != lengthInBytes) {
            throw new CkException("an update that holds bytes back", Ck.CKR_FUNCTION_FAILED);
        }
        if (cipher.isChained()) {
            MemorySegment.copy(out, lengthInBytes - cipher.blockBytes(), last, 0, cipher.blockBytes());
        }
    }

    private void cancelLast(MemorySegment first) {
        for (int at = 0; at < cipher.blockBytes(); at += Long.BYTES) {
            first.set(JAVA_LONG_UNALIGNED, at, first.get(JAVA_LONG_UNALIGNED, at) ^ last.get(JAVA_LONG, at));
        }
    }

    private void init(long key) {
        if (cipher.encrypts()) {
            cryptoki.encryptInit(session, cipher.mechanism(), key);
        } else {
            cryptoki.decryptInit(session, cipher.mechanism(), key);
        }
    }

    private void finish(MemorySegment in, MemorySegment out) {
        length.set(JAVA_LONG, 0, out.byteSize());
        if (cipher.encrypts()) {
            cryptoki.encrypt(session, in, in.byteSize(), out, length);
        } else {
            cryptoki.decrypt(session, in, in.byteSize(), out, length);
        }
    }

    private void prove(MemorySegment zeros, MemorySegment right) {
        update(zeros, zeros.byteSize(), zeros);
        if (zeros.mismatch(right) >= 0) {
            throw new CkException("an update that differs from a single call", Ck.CKR_FUNCTION_FAILED);
        }
    }

    @Override
    public void close() {
        last.fill((byte) 0);
        Session.end(cryptoki, session);
    }
}
