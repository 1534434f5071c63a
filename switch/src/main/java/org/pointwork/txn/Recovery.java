package org.pointwork.txn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.JournalReader.Open;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.Leg;
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

    public Recovery(Services services) {
        this.services = services;
    }

    /** All that this node left behind, before it takes anything new. */
    public void afterStart() {
        resolve(services.clock().instant());
    }

    /** What no pass of this node is working on any more, though the node never stopped: a journal that was away, say. */
    public void sweep() {
        try {
            resolve(services.clock().instant().minus(LONGEST_PASS));
        } catch (JournalException e) {
            LOG.warn("sweep postponed: {}", e.getMessage());
        }
    }

    private void resolve(Instant receivedBefore) {
        List<Open> open = services.journal().reader().open(services.node(), receivedBefore);
        while (!open.isEmpty()) {
            LOG.warn("{} forwarded requests without outcome", open.size());
            List<Open> idle = open.stream()
                    .filter(request ->
                            !services.inFlight().contains(request.request().txnId()))
                    .toList();
            idle.forEach(this::resolve);
            open = idle.isEmpty() ? List.of() : services.journal().reader().open(services.node(), receivedBefore);
        }
    }

    private void resolve(Open open) {
        RequestRow row = open.request();
        Instant now = services.clock().instant();
        boolean posts = row.kind().startsWith("FINANCIAL/") || row.kind().startsWith("AUTHORIZATION/");
        boolean inquiry = row.kind().endsWith("/BALANCE_INQUIRY");
        Optional<Leg> reversal = posts && !inquiry
                ? Optional.of(services.reversals().leg(row, Optional.empty(), "", open.sealedPan(), now))
                : Optional.empty();
        services.journal()
                .settle(
                        inquiry
                                ? Settlements.lost(row, UNAVAILABLE, now)
                                : Settlements.recovered(row, reversal, UNAVAILABLE, now));
        services.legNews().stored(row.destination());
    }
}
