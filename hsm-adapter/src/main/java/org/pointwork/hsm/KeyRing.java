package org.pointwork.hsm;

import java.util.List;
import java.util.function.Predicate;

/**
 * Which key is used now, and which others may still be met while the two ends of a line change to a new one. May be asked
 * by any thread at any time.
 */
public interface KeyRing<K extends KeyRef> {
    /** What is sent goes under this one. Costs one read of memory: it is asked for every message. */
    K current();

    /** All under which something may come now, the current one first: the others only for some minutes after a change. */
    List<K> accepted();

    /**
     * Whether something that came is under one of these keys.
     *
     * @param proves asked with the current key first
     * @throws HsmException as {@code proves} does
     */
    default boolean isUnderAny(Predicate<K> proves) {
        try {
            return isUnderAnyNow(proves);
        } catch (HsmException e) {
            if (e.reason() != HsmException.Reason.KEY_MISSING) {
                throw e;
            }
            return isUnderAnyNow(proves); // the keys changed meanwhile, and one that was there is gone
        }
    }

    private boolean isUnderAnyNow(Predicate<K> proves) {
        K now = current();
        return proves.test(now) || accepted().stream().anyMatch(key -> !key.equals(now) && proves.test(key));
    }

    /** A key that nobody changes. */
    static <K extends KeyRef> KeyRing<K> fixed(K key) {
        return new KeyRing<>() {
            @Override
            public K current() {
                return key;
            }

            @Override
            public List<K> accepted() {
                return List.of(key);
            }
        };
    }
}
