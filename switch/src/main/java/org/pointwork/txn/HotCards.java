package org.pointwork.txn;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.journal.HotCard;
import org.pointwork.journal.HotCardStore;
import org.pointwork.model.Refusal;

/**
 * The cards that may not be used, in this node's memory: all nodes read what changed every other second. While the
 * database is away, the list is what it was.
 */
public final class HotCards implements CardStatus {
    private final Map<Token, HotCard> cards = new ConcurrentHashMap<>();
    private final HotCardStore store;
    private final Set<String> doors;
    private final Clock clock;
    private long version;

    /** A pseudonym of 16 bytes. */
    private record Token(long high, long low) {
        static Token of(byte[] panToken) {
            ByteBuffer bytes = ByteBuffer.wrap(panToken);
            return new Token(bytes.getLong(), bytes.getLong());
        }
    }

    /** @param doors by which file actions may come */
    public HotCards(HotCardStore store, Set<String> doors, Clock clock) {
        this.store = store;
        this.doors = doors;
        this.clock = clock;
    }

    /** Reads what changed since the last time. */
    public synchronized void refresh() {
        for (HotCard card : store.since(version)) {
            if (card.code().isEmpty()) {
                cards.remove(Token.of(card.panToken()));
            } else {
                cards.put(Token.of(card.panToken()), card);
            }
            version = card.version();
        }
    }

    /** Where changes are made; {@link #refresh} after one lets this node know it at once. */
    public HotCardStore store() {
        return store;
    }

    public boolean mayBeChangedBy(String door) {
        return doors.contains(door);
    }

    @Override
    public Optional<Refusal> refusal(byte[] panToken) {
        if (cards.isEmpty()) {
            return Optional.empty();
        }
        return Optional.ofNullable(cards.get(Token.of(panToken)))
                .filter(card -> card.until()
                        .filter(last -> last.isBefore(LocalDate.now(clock)))
                        .isEmpty())
                .map(card -> new Refusal(card.code(), "on the list of hot cards"));
    }
}
