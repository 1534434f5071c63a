package org.pointwork.sim.issuer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.CardMessage;

/**
 * What the issuer remembers of the transactions that it answered, the oldest forgotten first. Guarded by the
 * {@link IssuerDesk}.
 */
final class Memory {
    private final int most;
    private final Map<String, Seen> byKey = new HashMap<>();
    private final Deque<Seen> oldestFirst = new ArrayDeque<>();
    private final Set<String> undoneUnseen = new HashSet<>();
    private final Deque<String> undoneOldestFirst = new ArrayDeque<>();

    /**
     * One answered transaction.
     *
     * @param content what has to be equal for a second request of the same key to be a duplicate
     * @param keys every name it is found under
     */
    record Seen(String content, CardMessage answer, Optional<Booking> booking, List<String> keys) {}

    /** @param most how many transactions, and how many reversals of unknown ones, are kept */
    Memory(int most) {
        this.most = most;
    }

    Optional<Seen> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    void remember(Seen seen) {
        seen.keys().forEach(key -> byKey.put(key, seen));
        oldestFirst.add(seen);
        if (oldestFirst.size() > most) {
            Seen forgotten = oldestFirst.remove();
            forgotten.keys().forEach(key -> byKey.remove(key, forgotten));
        }
    }

    /** A reversal came before its original: the original is refused when it comes. */
    void rememberUndone(String key) {
        if (undoneUnseen.add(key)) {
            undoneOldestFirst.add(key);
        }
        if (undoneOldestFirst.size() > most) {
            undoneUnseen.remove(undoneOldestFirst.remove());
        }
    }

    boolean wasUndone(String key) {
        return undoneUnseen.contains(key);
    }
}
