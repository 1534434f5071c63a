package org.pointwork.txn.step;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Kind;
import org.pointwork.txn.Ending;
import org.pointwork.txn.Endings;
import org.pointwork.txn.JournalRows;
import org.pointwork.txn.Settlements;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second durable point: outcome, reversal and event are committed together before the acquirer hears anything. What
 * could not be written is not said; the acquirer's own timer then makes it repeat or reverse.
 */
public final class RecordOutcome extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(RecordOutcome.class);

    @Override
    protected boolean isClosing() {
        return true;
    }

    @Override
    protected Decision act(Txn txn) {
        if (txn.isDuplicate()) {
            return NEXT;
        }
        Instant now = services().clock().instant();
        RequestRow row = txn.row()
                .orElseGet(() ->
                        JournalRows.refused(txn, services().node(), services().days()));
        try {
            Ending ending = ending(txn, row, now);
            txn.answer(ending.answer());
            if (!(txn.request().kind() instanceof Kind.Network)) {
                record(txn, row, ending);
            }
        } catch (HsmException e) { // no reversal without the card: it is left to recovery, which waits for the token
            LOG.error("outcome not recorded: txn={} {}", txn.id(), e.getMessage());
            txn.fallSilent("outcome-not-durable");
        }
        return NEXT;
    }

    private Ending ending(Txn txn, RequestRow row, Instant now) {
        if (txn.refusal().isPresent()) {
            return Endings.refused(txn.request(), txn.refusal().get(), now);
        }
        Optional<Txn.StoodIn> stoodIn = txn.stoodIn();
        Supplier<byte[]> sealedPan =
                () -> services().vault().seal(txn.request().pan().orElseThrow(), txn.id());
        return stoodIn.isPresent()
                ? Endings.stoodIn(txn.request(), stoodIn.get(), row, sealedPan, now)
                : new Endings(services().reversals())
                        .of(txn.outcome().orElseThrow(), txn.request(), row, sealedPan, now);
    }

    private void record(Txn txn, RequestRow row, Ending ending) {
        try {
            if (txn.isClaimed()) {
                settle(txn, row, ending);
            } else {
                services().journal().settleIfHealthy(Settlements.ofRefused(row, ending));
            }
            ending.leg().ifPresent(leg -> services().legNews().stored(leg.destination()));
        } catch (JournalException e) {
            LOG.error("outcome not durable: txn={} {}", txn.id(), e.getMessage());
            if (txn.isClaimed()) {
                txn.fallSilent("outcome-not-durable");
            } // a refusal of what was never claimed promises nothing, and may be told
        }
    }

    /** Recovery may have been here first, after a pause of this process: then the request is being reversed. */
    private void settle(Txn txn, RequestRow row, Ending ending) {
        boolean ours = services()
                .journal()
                .settle(Settlements.of(row, ending, txn.request().kind()).using(Velocity.uses(txn.counted())));
        if (!ours) {
            LOG.error("outcome came after recovery: txn={}", txn.id());
            txn.fallSilent("resolved-by-recovery");
        }
    }
}
