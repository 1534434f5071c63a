package org.pointwork.txn.step;

import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the request to its partner and waits for how it ends. */
public final class Dispatch extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    @Override
    protected Decision act(Txn txn) {
        String partner = txn.partner().orElseThrow();
        try {
            txn.ended(services().dispatcher().dispatch(partner, outgoing(txn)));
        } catch (RuntimeException e) {
            // whether it left cannot be known, and money is only safe if we assume that it did
            LOG.error("dispatch broke: txn={} {}", txn.id(), e.getClass().getName());
            txn.ended(new Outcome.NoAnswer("", services().clock().instant(), Silence.LINE_DROPPED));
        }
        return NEXT;
    }

    /** The request untouched, but for what is between us and the acquirer: its MAC and its PIN key. */
    private static CardMessage outgoing(Txn txn) {
        Fields.Editor fields = txn.request().fields().edit().drop(64, 128, 52);
        txn.pinBlock().ifPresent(block -> fields.set(52, block));
        return txn.request().with(fields.done());
    }
}
