package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;

/**
 * CK_MECHANISM in native memory, 24 bytes each:
 *
 * <pre>
 * | type (8) | address of the parameter (8) | length of the parameter (8) |
 * </pre>
 */
final class Mechanisms {
    static final MemorySegment DES3_ECB = plain(Ck.CKM_DES3_ECB);
    static final MemorySegment DES_CBC_ZERO_IV = zeroIv(Ck.CKM_DES_CBC, 8);
    static final MemorySegment DES3_CBC_ZERO_IV = zeroIv(Ck.CKM_DES3_CBC, 8);
    static final MemorySegment DES3_CMAC = plain(Ck.CKM_DES3_CMAC);
    static final MemorySegment AES_CMAC = plain(Ck.CKM_AES_CMAC);
    static final MemorySegment AES_ECB = plain(Ck.CKM_AES_ECB);
    static final MemorySegment SHA256_HMAC = plain(Ck.CKM_SHA256_HMAC);
    static final MemorySegment AES_CBC_ZERO_IV = zeroIv(Ck.CKM_AES_CBC, 16);

    private Mechanisms() {}

    /** A mechanism without a parameter, for good. */
    static MemorySegment plain(long type) {
        return with(Arena.global(), type, MemorySegment.NULL);
    }

    private static MemorySegment zeroIv(long type, int blockBytes) {
        return with(Arena.global(), type, Arena.global().allocate(blockBytes));
    }

    static MemorySegment with(SegmentAllocator memory, long type, MemorySegment parameter) {
        var mechanism = memory.allocate(24, 8);
        mechanism.set(JAVA_LONG, 0, type);
        mechanism.set(ADDRESS, 8, parameter);
        mechanism.set(JAVA_LONG, 16, parameter.byteSize());
        return mechanism;
    }

    /** Derivation by encrypting data (CK_KEY_DERIVATION_STRING_DATA). */
    static MemorySegment derivation(SegmentAllocator memory, long type, MemorySegment data) {
        var parameter = memory.allocate(16, 8);
        parameter.set(ADDRESS, 0, data);
        parameter.set(JAVA_LONG, 8, data.byteSize());
        return with(memory, type, parameter);
    }
}
