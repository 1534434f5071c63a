package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Finds tokens among the slots of a library. */
final class Slots {
    private static final int MOST = 1024;
    private static final int TOKEN_INFO_BYTES = 256;
    private static final long FLAGS_OFFSET = 96;
    private static final int LABEL_BYTES = 32;

    private Slots() {}

    /** The slot of the initialised token with this label. */
    static OptionalLong of(Cryptoki cryptoki, String tokenLabel) {
        return first(cryptoki, info -> isInitialised(info) && label(info).equals(tokenLabel));
    }

    /** A slot with a token that nobody has initialised yet. */
    static OptionalLong blank(Cryptoki cryptoki) {
        return first(cryptoki, info -> !isInitialised(info));
    }

    /** Whether the slot still holds a token that is fit for use. */
    static boolean holdsToken(Cryptoki cryptoki, long slot) {
        try (var arena = Arena.ofConfined()) {
            var info = arena.allocate(TOKEN_INFO_BYTES, 8);
            return read(cryptoki, slot, info) && isInitialised(info);
        }
    }

    /** A token's label as the standard wants it: 32 bytes, padded with spaces. */
    static byte[] padded(String tokenLabel) {
        byte[] bytes = tokenLabel.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LABEL_BYTES) {
            throw new IllegalArgumentException("a token's label has at most 32 bytes");
        }
        return (tokenLabel + " ".repeat(LABEL_BYTES - bytes.length)).getBytes(StandardCharsets.UTF_8);
    }

    private static OptionalLong first(Cryptoki cryptoki, Predicate<MemorySegment> wanted) {
        try (var arena = Arena.ofConfined()) {
            var count = arena.allocate(JAVA_LONG);
            // Asked without a list first: this is where a library looks again at what is plugged in.
            cryptoki.getSlotList(true, MemorySegment.NULL, count);
            var slots = arena.allocate(JAVA_LONG, MOST);
            count.set(JAVA_LONG, 0, MOST);
            cryptoki.getSlotList(true, slots, count);
            var info = arena.allocate(TOKEN_INFO_BYTES, 8);
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                long slot = slots.getAtIndex(JAVA_LONG, i);
                if (read(cryptoki, slot, info) && wanted.test(info)) {
                    return OptionalLong.of(slot);
                }
            }
            return OptionalLong.empty();
        }
    }

    /** A token that went away must not hide the others: SoftHSM keeps its slot and answers CKR_GENERAL_ERROR. */
    private static boolean read(Cryptoki cryptoki, long slot, MemorySegment info) {
        try {
            cryptoki.getTokenInfo(slot, info);
            return true;
        } catch (CkException _) {
            return false;
        }
    }

    private static boolean isInitialised(MemorySegment info) {
        return (info.get(JAVA_LONG, FLAGS_OFFSET) & Ck.CKF_TOKEN_INITIALIZED) != 0;
    }

    private static String label(MemorySegment info) {
        return new String(info.asSlice(0, LABEL_BYTES).toArray(JAVA_BYTE), StandardCharsets.UTF_8).strip();
    }
}
