package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.model.Refusal;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * Whether its acquirer, merchant and terminal may send this. Not asked of reversals: what was let in may be taken back,
 * though its terminal has been put out of service since.
 */
public final class PermitSender extends Step {
    @Override
    protected Decision act(Txn txn) {
        Optional<Refusal> refusal = services()
                .sender(txn)
                .refusal(txn.request(), txn.arrival().door().isForKnownOnly());
        return refusal.isPresent()
                ? refuse(refusal.get().responseCode(), refusal.get().why())
                : NEXT;
    }
}
