package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;

/**
 * One session with a token and its own native memory, used by one thread at a time. What is secret is staged in this
 * memory, which no garbage collector copies, and is wiped by {@link #wipe} before the session is given back.
 */
final class Session implements AutoCloseable {
    /** More than any message; it bounds what one caller can make the module do. */
    static final int MOST_DATA_BYTES = 1 << 20;

    /** Room for IV, tag, MAC or padding beside the data. */
    private static final int MARGIN = 64;

    private static final byte[] NOTHING = {};

    private final Cryptoki cryptoki;
    private final long slot;
    private final long handle;
    private final OpenCiphers ciphers;
    private final Gcm gcm = new Gcm();
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment length = arena.allocate(JAVA_LONG);
    private MemorySegment in = arena.allocate(4096 + MARGIN);
    private MemorySegment out = arena.allocate(4096 + MARGIN);
    private long staged;

    private Session(Cryptoki cryptoki, long slot, long handle) {
        this.cryptoki = cryptoki;
        this.slot = slot;
        this.handle = handle;
        this.ciphers = new OpenCiphers(cryptoki, slot);
    }

    static Session open(Cryptoki cryptoki, long slot, boolean writable) {
        return new Session(cryptoki, slot, begin(cryptoki, slot, writable));
    }

    /** A bare session, without memory; to be given to {@link #end}. */
    static long begin(Cryptoki cryptoki, long slot, boolean writable) {
        try (var temporary = Arena.ofConfined()) {
            var handle = temporary.allocate(JAVA_LONG);
            long flags = Ck.CKF_SERIAL_SESSION | (writable ? Ck.CKF_RW_SESSION : 0);
            cryptoki.openSession(slot, flags, handle);
            return handle.get(JAVA_LONG, 0);
        }
    }

    /** Ends a bare session, as far as the token still knows it. */
    static void end(Cryptoki cryptoki, long session) {
        try {
            cryptoki.closeSession(session);
        } catch (CkException _) {
            // It had ended already.
        }
    }

    Cryptoki cryptoki() {
        return cryptoki;
    }

    long handle() {
        return handle;
    }

    /** Copies data in, followed by zeros up to {@code paddedLength}; the memory is wiped with the session's next wipe. */
    MemorySegment stage(byte[] data, int offset, int dataLength, int paddedLength) {
        if (paddedLength > MOST_DATA_BYTES) {
            throw HsmException.refused(Fault.LENGTH, "data", "at most " + MOST_DATA_BYTES + " bytes at a time");
        }
        if (paddedLength + MARGIN > in.byteSize()) {
            wipe();
            long size = Long.highestOneBit(paddedLength) * 2L + MARGIN;
            in = arena.allocate(size);
            out = arena.allocate(size);
        }
        staged = Math.max(staged, paddedLength);
        MemorySegment.copy(data, offset, in, JAVA_BYTE, 0, dataLength);
        in.asSlice(dataLength, paddedLength - (long) dataLength).fill((byte) 0);
        return in;
    }

    /** So many zeros, to be written over. */
    MemorySegment stage(int lengthInBytes) {
        return stage(NOTHING, 0, 0, lengthInBytes);
    }

    MemorySegment stage(byte[] data) {
        return stage(data, 0, data.length, data.length);
    }

    /** Where the operations below leave their result. */
    MemorySegment result() {
        return out;
    }

    /** What this session keeps open. */
    OpenCiphers ciphers() {
        return ciphers;
    }

    /** This session's IVs and the parameter for them. */
    Gcm gcm() {
        return gcm;
    }

    /** Enciphers or deciphers whole blocks into {@link #result()}; may change the data. */
    void cipher(BlockCipher cipher, long key, MemorySegment data, long dataLength) {
        var open = ciphers.get(cipher, key);
        if (open.isPresent()) {
            open.get().update(data, dataLength, out);
        } else if (cipher.encrypts()) {
            encrypt(cipher.mechanism(), key, data, dataLength);
        } else {
            decrypt(cipher.mechanism(), key, data, dataLength);
        }
    }

    /** Whether the token enciphers thus with this key. */
    boolean does(BlockCipher cipher, long key) {
        try {
            encrypt(cipher.mechanism(), key, stage(cipher.blockBytes()), cipher.blockBytes());
            return true;
        } catch (CkException e) {
            if (e.isPassing()) {
                throw e;
            }
            return false;
        }
    }

    /** Encrypts into {@link #result()} and says how many bytes. */
    long encrypt(MemorySegment mechanism, long key, MemorySegment data, long dataLength) {
        cryptoki.encryptInit(handle, mechanism, key);
        length.set(JAVA_LONG, 0, out.byteSize());
        cryptoki.encrypt(handle, data, dataLength, out, length);
        return length.get(JAVA_LONG, 0);
    }

    /** Decrypts into {@link #result()} and says how many bytes. */
    long decrypt(MemorySegment mechanism, long key, MemorySegment data, long dataLength) {
        cryptoki.decryptInit(handle, mechanism, key);
        length.set(JAVA_LONG, 0, out.byteSize());
        cryptoki.decrypt(handle, data, dataLength, out, length);
        return length.get(JAVA_LONG, 0);
    }

    /** Signs (MAC, HMAC) into {@link #result()} and says how many bytes. */
    long sign(MemorySegment mechanism, long key, MemorySegment data, long dataLength) {
        cryptoki.signInit(handle, mechanism, key);
        length.set(JAVA_LONG, 0, out.byteSize());
        cryptoki.sign(handle, data, dataLength, out, length);
        return length.get(JAVA_LONG, 0);
    }

    /** A block of zeros enciphered under a key: what CMAC's subkeys come from. The caller wipes it. */
    byte[] ofZeros(KeyAlgorithm algorithm, long key) {
        int block = algorithm.isAes() ? 16 : 8;
        encrypt(algorithm.isAes() ? Mechanisms.AES_CBC_ZERO_IV : Mechanisms.DES3_ECB, key, stage(block), block);
        byte[] enciphered = out.asSlice(0, block).toArray(JAVA_BYTE);
        wipe();
        return enciphered;
    }

    /** Derives a key and says its handle. */
    long derive(MemorySegment mechanism, long base, Attributes template) {
        cryptoki.deriveKey(handle, mechanism, base, template, length);
        return length.get(JAVA_LONG, 0);
    }

    /** Creates an object and says its handle. */
    long create(Attributes template) {
        cryptoki.createObject(handle, template, length);
        return length.get(JAVA_LONG, 0);
    }

    /** Random bytes made by the token. */
    byte[] random(int lengthInBytes) {
        try (var temporary = Arena.ofConfined()) {
            var bytes = temporary.allocate(lengthInBytes);
            cryptoki.generateRandom(handle, bytes, lengthInBytes);
            byte[] random = bytes.toArray(JAVA_BYTE);
            bytes.fill((byte) 0); // it may become a key
            return random;
        }
    }

    private boolean isLoggedIn() {
        try (var temporary = Arena.ofConfined()) {
            // CK_SESSION_INFO: slot, state, flags, device error.
            var info = temporary.allocate(32, 8);
            cryptoki.getSessionInfo(handle, info);
            long state = info.get(JAVA_LONG, 8);
            return state == Ck.CKS_RO_USER_FUNCTIONS || state == Ck.CKS_RW_USER_FUNCTIONS;
        }
    }

    /** A copy of a token's key that ends with this session. */
    long copyForSession(long key) {
        try (var temporary = Arena.ofConfined()) {
            var copy = temporary.allocate(JAVA_LONG);
            cryptoki.copyObject(handle, key, new Attributes(temporary).add(Ck.CKA_TOKEN, false), copy);
            return copy.get(JAVA_LONG, 0);
        }
    }

    /** Throws where the token is gone or has forgotten the login: the connection is lost. */
    void requireAlive() {
        if (!Slots.holdsToken(cryptoki, slot)) {
            throw new CkException("C_GetTokenInfo", Ck.CKR_TOKEN_NOT_PRESENT);
        }
        if (!isLoggedIn()) {
            throw new CkException("C_GetSessionInfo", Ck.CKR_USER_NOT_LOGGED_IN);
        }
    }

    /** Forgets what was staged and what came of it. */
    void wipe() {
        long used = staged + MARGIN;
        in.asSlice(0, used).fill((byte) 0);
        out.asSlice(0, used).fill((byte) 0);
        staged = 0;
    }

    /** Ends the session, as far as the token still knows it, and what it kept open. */
    @Override
    public void close() {
        ciphers.close();
        end(cryptoki, handle);
    }
}
