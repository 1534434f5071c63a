package org.pointwork.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.model.CardMessage;

/** Requests on a line that have no reply yet, by what a reply must repeat. Whoever removes an entry decides its end. */
final class Waiting {
    /** What came back: the message, and the bytes its MAC is over. */
    record Reply(CardMessage message, byte[] packed) {}

    /** A request under way. The future ends empty when the line drops. */
    record Entry(String key, CardMessage request, CompletableFuture<Optional<Reply>> reply) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Nothing where an equal one is under way already: their replies could not be told apart. */
    Optional<Entry> add(CardMessage request) {
        Entry entry = new Entry(key(request), request, new CompletableFuture<>());
        return entries.putIfAbsent(entry.key(), entry) == null ? Optional.of(entry) : Optional.empty();
    }

    /** Says whether the reply found its request. */
    boolean answered(Reply reply) {
        Entry entry = entries.remove(key(reply.message()));
        return entry != null && entry.reply().complete(Optional.of(reply));
    }

    /** Says whether the request was still waiting: false means that its reply came first. */
    boolean giveUp(Entry entry) {
        return entries.remove(entry.key(), entry);
    }

    void lineDropped() {
        for (Entry entry : List.copyOf(entries.values())) {
            if (giveUp(entry)) {
                entry.reply().complete(Optional.empty());
            }
        }
    }

    int size() {
        return entries.size();
    }

    /** The answer's MTI is part of the key: an 0110 never answers an 0200. */
    private static String key(CardMessage message) {
        String answer = (message.mti().asks() ? message.mti().answer() : message.mti()).digits();
        return answer + '|' + message.trace().matchKey();
    }
}
