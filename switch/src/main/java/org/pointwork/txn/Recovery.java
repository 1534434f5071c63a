package org.pointwork.txn;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.OpenRequests;
import org.pointwork.journal.OpenRequests.Marks;
import org.pointwork.journal.OpenRequests.Open;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.journal.TxnIds;
import org.pointwork.model.Leg;
import org.pointwork.model.Purpose;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives every forwarded request that lost its outcome one: money in doubt is reversed, an advice goes out again, an
 * inquiry is let go. Doing it twice does no more than once, so a crash in the middle is just another start.
 */
public final class Recovery {
    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
    private static final Duration LONGEST_PASS = Duration.ofSeconds(60);
    private static final StoredAnswer UNAVAILABLE = new StoredAnswer(Map.of(39, ResponseCode.ISSUER_UNAVAILABLE));

    private final Services services;
    private final TxnIds txnIds;

    public Recovery(Services services, TxnIds txnIds) {
        this.services = services;
        this.txnIds = txnIds;
    }

    /** All that this node left behind, before it takes anything new. */
    public void afterStart() {
        resolveBelow(txnIds.next());
    }

    /** What no pass of this node is working on any more, though the node never stopped: a journal that was away, say. */
    public void sweep() {
        resolveBelow(TxnIds.floor(services.clock().instant().minus(LONGEST_PASS)));
    }

    private void resolveBelow(long txnId) {
        OpenRequests requests = services.journal().openRequests();
        Marks marks = requests.fence(txnId);
        long settledBelow = marks.claimableFrom();
        List<Open> open = requests.oldest(marks.settledBelow(), marks.claimableFrom());
        while (!open.isEmpty()) {
            List<Open> idle = new ArrayList<>();
            for (Open request : open) {
                long id = request.request().txnId();
                if (services.inFlight().contains(id)) {
                    settledBelow = Math.min(settledBelow, id);
                } else {
                    idle.add(request);
                }
            }
            resolve(idle);
            open = requests.oldest(open.getLast().request().txnId() + 1, marks.claimableFrom());
        }
        requests.settled(settledBelow);
    }

    /** Together, so that many share a commit; fails with the first that does. */
    private void resolve(List<Open> idle) {
        if (idle.isEmpty()) {
            return;
        }
        LOG.warn("{} forwarded requests without outcome", idle.size());
        List<Future<?>> ends = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            idle.forEach(open -> ends.add(threads.submit(() -> resolve(open))));
        }
        ends.forEach(Recovery::join);
    }

    private static void join(Future<?> end) {
        try {
            end.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted during recovery");
        }
    }

    private void resolve(Open open) {
        RequestRow row = open.request();
        Instant now = services.clock().instant();
        boolean posts = row.kind().startsWith("FINANCIAL/") || row.kind().startsWith("AUTHORIZATION/");
        boolean inquiry = posts && !Purpose.labelled(row.kind()).direction().movesMoney();
        Optional<Leg> reversal = posts && !inquiry
                ? Optional.of(services.reversals().leg(row, Optional.empty(), "", sealed(open), now))
                : Optional.empty();
        services.journal()
                .settle((inquiry
                                ? Settlements.lost(row, UNAVAILABLE, now)
                                : Settlements.recovered(row, reversal, UNAVAILABLE, now))
                        .using(services.risk().velocity().held(row, Optional.empty())));
        services.legNews().stored(row.destination());
    }

    private Optional<byte[]> sealed(Open open) {
        return open.pan().map(pan -> services.vault().seal(pan, open.request().txnId()));
    }
}
