package org.pointwork.bench.load;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How many bytes of heap a JVM of ours has allocated since its start, by all its threads, ended ones included. Asking is
 * dear the first time, so it is done here before anything is measured; after that it is one call.
 */
final class Allocations implements AutoCloseable {
    private final Jvm jvm;

    private Allocations(Jvm jvm) {
        this.jvm = jvm;
    }

    /** Nothing where the process is no JVM or will not say. */
    static Optional<Allocations> of(long pid) {
        try {
            Allocations allocations = new Allocations(Jvm.attach(pid));
            return allocations.bytes().isPresent() ? Optional.of(allocations) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    OptionalLong bytes() {
        try {
            long bytes = jvm.allocatedBytes();
            return bytes >= 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() throws IOException {
        jvm.close();
    }
}
