package org.pointwork.link;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.netty.util.Timer;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Collection;
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

    /** A second reply follows the first at once; a late one comes seconds after the request was given up. */
    private static final int ANSWERS_REMEMBERED = 1024;

    private static final int SILENCES_REMEMBERED = 4096;

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

    private final MatchKey keys;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Ended answered = new Ended(Ended.How.ANSWERED, ANSWERS_REMEMBERED);
    private final Ended silent = new Ended(Ended.How.SILENT, SILENCES_REMEMBERED);

    Waiting(MatchKey keys) {
        this.keys = keys;
    }

    /** Nothing where an equal one is under way already: their replies could not be told apart. */
    Optional<Entry> add(CardMessage request) {
        Entry entry = new Entry(keys.of(request), request, new CompletableFuture<>());
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
        Entry entry = entries.remove(keys.of(reply.message()));
        if (entry == null) {
            return false;
        }
        answered.add(entry.key());
        return entry.end().complete(reply);
    }

    /** No reply will be taken for it any more; one that came first stands. */
    void end(Entry entry, Silence silence) {
        if (entries.remove(entry.key(), entry)) {
            silent.add(entry.key());
            entry.end().complete(new Silent(silence));
        }
    }

    void lineDropped() {
        List.copyOf(entries.values()).forEach(entry -> end(entry, Silence.LINE_DROPPED));
    }

    int size() {
        return entries.size();
    }

    MatchKey keys() {
        return keys;
    }

    Collection<Entry> inFlight() {
        return entries.values();
    }

    /** Those that were answered and those that were given up lately. */
    List<Ended> ended() {
        return List.of(answered, silent);
    }
}
