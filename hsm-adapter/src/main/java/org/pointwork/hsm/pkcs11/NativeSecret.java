package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** A secret in native memory, wiped when closed. */
final class NativeSecret implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment memory;

    NativeSecret(byte[] secret) {
        memory = arena.allocateFrom(JAVA_BYTE, secret);
    }

    MemorySegment memory() {
        return memory;
    }

    @Override
    public void close() {
        memory.fill((byte) 0);
        arena.close();
    }
}
