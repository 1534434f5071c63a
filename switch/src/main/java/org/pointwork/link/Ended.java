package org.pointwork.link;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last requests that ended in one way, the oldest overwritten. Keeps the key by which a reply is known and no more: no
 * card data stays in memory for it.
 */
final class Ended {
    private final How how;
    private final AtomicReferenceArray<Request> ring;
    private final AtomicInteger next = new AtomicInteger();

    /** How a request ended. */
    enum How {
        ANSWERED,
        /** Nothing came in time, or the line dropped first. */
        SILENT
    }

    /** @param atNanos as {@link System#nanoTime} */
    record Request(String key, long atNanos) {}

    /** @param most a power of two */
    Ended(How how, int most) {
        this.how = how;
        this.ring = new AtomicReferenceArray<>(most);
    }

    void add(String key) {
        ring.setRelease(next.getAndIncrement() & ring.length() - 1, new Request(key, System.nanoTime()));
    }

    How how() {
        return how;
    }

    List<Request> all() {
        List<Request> all = new ArrayList<>();
        for (int i = 0; i < ring.length(); i++) {
            Request request = ring.getAcquire(i);
            if (request != null) {
                all.add(request);
            }
        }
        return all;
    }
}
