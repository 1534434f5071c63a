package org.pointwork.bench.demo;

import java.util.Map;
import java.util.stream.IntStream;

/** Ports for a demo of a test's own. */
final class FreePorts {
    private FreePorts() {}

    /** By how much to move all of them so that none is taken. */
    static int offset() {
        return IntStream.iterate(300, offset -> offset < 3_900, offset -> offset + 100)
                .filter(offset -> new Ports(offset, Map.of()).conflict().isEmpty())
                .findFirst()
                .orElseThrow();
    }
}
