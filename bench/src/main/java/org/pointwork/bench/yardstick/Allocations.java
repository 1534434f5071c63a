package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.util.OptionalLong;
import org.pointwork.bench.site.Jvm;

/** How many bytes of heap a JVM of ours has allocated since its start, by all its threads, ended ones included. */
final class Allocations {
    private Allocations() {}

    /** Nothing where the process is no JVM or will not say. */
    static OptionalLong bytes(long pid) {
        try (Jvm jvm = Jvm.attach(pid)) {
            long bytes = jvm.allocatedBytes();
            return bytes >= 0 ? OptionalLong.of(bytes) : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
