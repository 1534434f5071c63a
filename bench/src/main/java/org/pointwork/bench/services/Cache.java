package org.pointwork.bench.services;

import java.nio.file.Path;

/** What can be made again at any time, and is kept because that takes seconds: unpacked programs, class archives. */
public final class Cache {
    private Cache() {}

    /** The folder that {@code PW_CACHE} names, so that many data folders share it, else one in {@code var}. */
    public static Path folder(Path var) {
        String shared = System.getenv("PW_CACHE");
        return shared == null ? var.toAbsolutePath().resolve("cache") : Path.of(shared);
    }
}
