package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The parameter of AES-GCM and the IVs of one session, used by one thread at a time.
 *
 * <p>An IV is 8 bytes that the token drew for this session and a count of 4 bytes (NIST SP 800-38D, 8.2.1). No count is
 * used twice, so two IVs are alike only where two sessions, of any process or node and at any time, drew the same 64
 * bits. IVs drawn one by one meet sooner: 8.3 allows them for 2^32 seals a key.
 *
 * <p>CK_GCM_PARAMS of v2.40, 8 bytes each:
 *
 * <pre>
 * | IV | its length in bytes | in bits | additional data | its length in bytes | tag bits |
 * </pre>
 */
final class Gcm {
    static final int IV_BYTES = 12;
    static final int TAG_BYTES = 16;
    private static final int DRAWN_BYTES = 8;
    private static final int COMMON_AAD_BYTES = 64;

    private final Arena arena = Arena.ofAuto();
    private final MemorySegment iv = arena.allocate(IV_BYTES);
    private final MemorySegment parameter = arena.allocate(48, 8);
    private final MemorySegment mechanism = Mechanisms.with(arena, Ck.CKM_AES_GCM, parameter);
    private MemorySegment aad = arena.allocate(COMMON_AAD_BYTES);
    private byte[] drawn = {};
    private int count;

    Gcm() {
        parameter.set(ADDRESS, 0, iv);
        parameter.set(JAVA_LONG, 8, IV_BYTES);
        parameter.set(JAVA_LONG, 16, IV_BYTES * 8L);
        parameter.set(JAVA_LONG, 40, TAG_BYTES * 8L);
    }

    /** With an IV that was never used before, which {@link #iv} then tells. */
    MemorySegment toSeal(Session session, byte[] boundTo) {
        if (count == 0) {
            drawn = session.random(DRAWN_BYTES);
        }
        MemorySegment.copy(drawn, 0, iv, JAVA_BYTE, 0, DRAWN_BYTES);
        iv.set(JAVA_INT_UNALIGNED, DRAWN_BYTES, count++); // all 2^32 of them, then 0 again
        return bound(boundTo);
    }

    /** With the IV at the beginning of sealed data. */
    MemorySegment toOpen(byte[] sealed, byte[] boundTo) {
        MemorySegment.copy(sealed, 0, iv, JAVA_BYTE, 0, IV_BYTES);
        return bound(boundTo);
    }

    MemorySegment iv() {
        return iv;
    }

    private MemorySegment bound(byte[] boundTo) {
        if (boundTo.length > aad.byteSize()) {
            aad = arena.allocate(boundTo.length);
        }
        MemorySegment.copy(boundTo, 0, aad, JAVA_BYTE, 0, boundTo.length);
        parameter.set(ADDRESS, 24, aad);
        parameter.set(JAVA_LONG, 32, boundTo.length);
        return mechanism;
    }
}
