package org.pointwork.link;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome.Silence;

/** Requests on a line that have no reply yet, by what a reply must repeat. Whoever removes an entry decides its end. */
final class Waiting {
    private static final long TICK_MS = 10;

    /**
     * Ends what waits too long, on every line, up to two ticks late. A wheel, because nearly every request is answered:
     * a timed wait of its own for each would cost more than sending it.
     */
    private static final Timer TIMER =
            new HashedWheelTimer(new DefaultThreadFactory("link-timer", true), TICK_MS, TimeUnit.MILLISECONDS);

    /** How waiting ends. */
    sealed interface End {}

    /** What came back: the message, and the bytes its MAC is over. */
    record Reply(CardMessage message, byte[] packed) implements End {}

    record Silent(Silence silence) implements End {}

    /** A request under way. */
    record Entry(String key, CardMessage request, CompletableFuture<End> end) {}

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    /** Nothing where an equal one is under way already: their replies could not be told apart. */
    Optional<Entry> add(CardMessage request) {
        Entry entry = new Entry(key(request), request, new CompletableFuture<>());
        return entries.putIfAbsent(entry.key(), entry) == null ? Optional.of(entry) : Optional.empty();
    }

    /** Waits for the end of a request that is on its way; the calling thread must be one that may wait. */
    End await(Entry entry, Duration timeout) {
        Timeout alarm = TIMER.newTimeout(_ -> end(entry, Silence.TIMED_OUT), timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return entry.end().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(entry, Silence.TIMED_OUT);
            return entry.end().join();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an end never fails", e);
        } finally {
            alarm.cancel();
        }
    }

    /** Says whether the reply found its request. */
    boolean answered(Reply reply) {
        Entry entry = entries.remove(key(reply.message()));
        return entry != null && entry.end().complete(reply);
    }

    /** No reply will be taken for it any more; one that came first stands. */
    void end(Entry entry, Silence silence) {
        if (entries.remove(entry.key(), entry)) {
            entry.end().complete(new Silent(silence));
        }
    }

    void lineDropped() {
        List.copyOf(entries.values()).forEach(entry -> end(entry, Silence.LINE_DROPPED));
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
