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

    /** Looks whether somebody else, who shares the module, has changed the keys; afterwards the other methods know it. */
    default void look() {}

    /**
     * Whether something that came is under one of these keys, or under one that somebody else has brought in meanwhile.
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
        if (proves.test(now)) {
            return true;
        }
        List<K> tried = accepted();
        if (tried.stream().anyMatch(key -> !key.equals(now) && proves.test(key))) {
            return true;
        }
        look();
        return accepted().stream().anyMatch(key -> !key.equals(now) && !tried.contains(key) && proves.test(key));
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
