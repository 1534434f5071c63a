package org.pointwork.sim.script;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.PosClient;

/** A message that a script sent, and what came of it. */
final class Exchange {
    private final Optional<CardMessage> request;
    private final List<CompletableFuture<CardMessage>> answers;
    private final long sentNanos = System.nanoTime();
    private volatile long firstAnswerNanos;
    private boolean awaited;

    /**
     * @param request empty for raw bytes
     * @param answers one for each time that it was sent; empty where its answer cannot be told by its trace
     */
    Exchange(Optional<CardMessage> request, List<CompletableFuture<CardMessage>> answers) {
        this.request = request;
        this.answers = answers;
        answers.stream().findFirst().ifPresent(first -> first.thenRun(() -> firstAnswerNanos = System.nanoTime()));
    }

    /** Between the sending and its first answer, once that has come. */
    Duration answeredAfter() {
        return Duration.ofNanos(firstAnswerNanos - sentNanos);
    }

    CardMessage request() {
        return request.orElseThrow(() -> new CaseFailed("raw bytes have no trace to go by"));
    }

    boolean isTraced() {
        return !answers.isEmpty();
    }

    /** The first answer so far. */
    Optional<CardMessage> answer() {
        return answers.stream().findFirst().filter(CompletableFuture::isDone).map(CompletableFuture::join);
    }

    /** Whether an answer came that no {@link #await} asked for, however early it did. */
    boolean isAnsweredUnexpected() {
        return !awaited && answers.stream().anyMatch(CompletableFuture::isDone);
    }

    /** The answer, once all have come and all are the same. */
    CardMessage await(Duration within) {
        awaited = true;
        long deadline = System.nanoTime() + within.toNanos();
        Optional<CardMessage> first = Optional.empty();
        for (CompletableFuture<CardMessage> future : answers) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            CardMessage answer = PosClient.await(future, left).orElseThrow(() -> new CaseFailed("no answer"));
            if (first.isPresent() && !Wanted.same(first.get().fields(), answer.fields())) {
                throw new CaseFailed("equal requests were answered differently");
            }
            first = Optional.of(answer);
        }
        return first.orElseThrow();
    }
}
