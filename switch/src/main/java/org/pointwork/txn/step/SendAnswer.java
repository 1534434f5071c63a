package org.pointwork.txn.step;

import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** The answer goes out, or is deliberately not given; either way the transaction's place in the node is free again. */
public final class SendAnswer extends Step {
    @Override
    protected boolean isClosing() {
        return true;
    }

    @Override
    protected Decision act(Txn txn) {
        services().inFlight().end(txn.id());
        if (txn.answer().isPresent() && txn.sealedAnswer().length > 0) {
            txn.arrival().reply().send(txn.sealedAnswer());
        } else {
            txn.arrival().reply().drop(txn.silence().isEmpty() ? "no-answer" : txn.silence());
        }
        return NEXT;
    }
}
