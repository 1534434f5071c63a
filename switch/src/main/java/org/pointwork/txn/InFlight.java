package org.pointwork.txn;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Transactions under way in this node, so that a duplicate or a reversal of one can wait for its end. */
public final class InFlight {
    private final Map<Long, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();

    public void begin(long txnId) {
        ends.put(txnId, new CompletableFuture<>());
    }

    /** Its outcome is durable, or it will not get one in this pass. */
    public void end(long txnId) {
        Optional.ofNullable(ends.remove(txnId)).ifPresent(end -> end.complete(null));
    }

    public boolean contains(long txnId) {
        return ends.containsKey(txnId);
    }

    /** Waits for its end; returns at once where it is not under way here. */
    public void await(long txnId, Duration atMost) {
        CompletableFuture<Void> end = ends.get(txnId);
        if (end == null) {
            return;
        }
        try {
            end.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // it is looked up in the journal all the same
        }
    }
}
