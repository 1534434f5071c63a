package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * A list of CK_ATTRIBUTE in native memory, filled in order. Each takes 24 bytes:
 *
 * <pre>
 * | type (8) | address of the value (8) | length of the value (8) |
 * </pre>
 */
final class Attributes {
    private static final int SIZE = 24;
    private static final int MOST = 24;

    private final Arena arena;
    private final MemorySegment memory;
    private int count;

    Attributes(Arena arena) {
        this.arena = arena;
        this.memory = arena.allocate(SIZE * (long) MOST, 8);
    }

    Attributes add(long type, boolean value) {
        return add(type, arena.allocateFrom(JAVA_BYTE, (byte) (value ? 1 : 0)));
    }

    Attributes add(long type, long value) {
        return add(type, arena.allocateFrom(JAVA_LONG, value));
    }

    Attributes add(long type, String value) {
        return add(type, arena.allocateFrom(JAVA_BYTE, value.getBytes(StandardCharsets.UTF_8)));
    }

    Attributes addAll(long type, long... values) {
        return add(type, arena.allocateFrom(JAVA_LONG, values));
    }

    Attributes add(long type, MemorySegment value) {
        long at = SIZE * (long) count++;
        memory.set(JAVA_LONG, at, type);
        memory.set(ADDRESS, at + 8, value);
        memory.set(JAVA_LONG, at + 16, value.byteSize());
        return this;
    }

    MemorySegment memory() {
        return memory;
    }

    long count() {
        return count;
    }

    /** What the module wrote into the attribute at this place, once it was asked to. */
    @SuppressWarnings("restricted")
    MemorySegment value(int index) {
        long at = SIZE * (long) index;
        return memory.get(ADDRESS, at + 8).reinterpret(memory.get(JAVA_LONG, at + 16));
    }
}
