package org.pointwork.hsm;

import java.util.List;

/**
 * Which key is used now, and which others may still be met while the two ends of a line change to a new one. May be asked
 * by any thread at any time.
 */
public interface KeyRing<K extends KeyRef> {
    /** What is sent goes under this one. Costs one read of memory: it is asked for every message. */
    K current();

    /** Others under which something may still come, the likeliest first; empty but for some minutes after a change. */
    List<K> others();

    /** A key that nobody changes. */
    static <K extends KeyRef> KeyRing<K> fixed(K key) {
        return new KeyRing<>() {
            @Override
            public K current() {
                return key;
            }

            @Override
            public List<K> others() {
                return List.of();
            }
        };
    }
}
