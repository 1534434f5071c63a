package org.pointwork.sim.pos;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pointwork.framing.Frame;
import org.pointwork.model.CardMessage;

/**
 * Brings answers to their questions by MTI and {@link org.pointwork.model.Trace#matchKey}; equal questions are answered in
 * the order they were put. What answers nothing is kept apart, up to a limit.
 */
final class Inbox {
    private static final int MOST_UNASKED = 1_000;
    private static final int MOST_WAITING = 100_000;

    private final Map<String, Queue<CompletableFuture<CardMessage>>> waiting = new HashMap<>();
    private final BlockingQueue<Frame> unasked = new ArrayBlockingQueue<>(MOST_UNASKED);
    private int count;

    /**
     * The answer to come.
     *
     * @throws IllegalStateException where too many are waited for already
     */
    synchronized CompletableFuture<CardMessage> expect(CardMessage request) {
        if (count >= MOST_WAITING) {
            throw new IllegalStateException("more than " + MOST_WAITING + " requests without an answer");
        }
        CompletableFuture<CardMessage> answer = new CompletableFuture<>();
        waiting.computeIfAbsent(key(request.mti().answer().digits(), request), _ -> new ArrayDeque<>())
                .add(answer);
        count++;
        return answer;
    }

    /** The question that this answers, no longer waiting. */
    synchronized Optional<CompletableFuture<CardMessage>> asked(CardMessage answer) {
        String key = key(answer.mti().digits(), answer);
        Queue<CompletableFuture<CardMessage>> equal = waiting.get(key);
        if (equal == null) {
            return Optional.empty();
        }
        CompletableFuture<CardMessage> first = equal.remove();
        if (equal.isEmpty()) {
            waiting.remove(key);
        }
        count--;
        return Optional.of(first);
    }

    /** Nobody waits for it any longer; should it come after all, it counts as unasked. */
    synchronized void forget(CardMessage request, CompletableFuture<CardMessage> answer) {
        String key = key(request.mti().answer().digits(), request);
        Queue<CompletableFuture<CardMessage>> equal = waiting.get(key);
        if (equal != null && equal.remove(answer)) {
            count--;
            if (equal.isEmpty()) {
                waiting.remove(key);
            }
        }
    }

    void unasked(Frame frame) {
        unasked.offer(frame); // beyond the limit the newest are dropped
    }

    Optional<Frame> nextUnasked(Duration within) throws InterruptedException {
        return Optional.ofNullable(unasked.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    private static String key(String mti, CardMessage message) {
        return mti + '|' + message.trace().matchKey();
    }
}
