package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Routed;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Decides which partner gets the request: by its card, and by more where a plan says so. */
public final class SelectRoute extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.route().isPresent()) {
            return NEXT; // it follows another
        }
        Optional<Routed> routed = services().routes().decide(txn.request().pan().orElseThrow(), txn.payment());
        routed.ifPresent(txn::route);
        return routed.isPresent() ? NEXT : refuse(ResponseCode.NO_ROUTE, "no route for this payment");
    }
}
