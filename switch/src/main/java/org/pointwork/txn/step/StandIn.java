package org.pointwork.txn.step;

import org.pointwork.model.Outcome;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Answers for an issuer that the request could not be sent to, where policy allows it. */
public final class StandIn extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.outcome().orElseThrow() instanceof Outcome.NotSent notSent) {
            services().standIn().decide(txn.request(), notSent).ifPresent(txn::standIn);
        }
        return NEXT;
    }
}
