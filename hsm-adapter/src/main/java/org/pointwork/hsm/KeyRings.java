package org.pointwork.hsm;

import java.util.function.Function;

/** Where users of keys get the ring of a key that the configuration names. */
public interface KeyRings {

    /** Rings of keys that nobody changes. */
    KeyRings FIXED = new KeyRings() {
        @Override
        public <K extends KeyRef> KeyRing<K> of(K first, Function<String, K> named) {
            return KeyRing.fixed(first);
        }
    };

    /**
     * The ring of a key. Asked once, at the start, for each use of a key.
     *
     * @param named makes a name of the same purpose
     */
    <K extends KeyRef> KeyRing<K> of(K first, Function<String, K> named);
}
