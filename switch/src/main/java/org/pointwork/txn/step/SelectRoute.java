package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Finds the partner that issued the card. */
public final class SelectRoute extends Step {
    @Override
    protected Decision act(Txn txn) {
        Optional<String> partner =
                services().routes().partnerFor(txn.request().pan().orElseThrow());
        partner.ifPresent(txn::routeTo);
        return partner.isPresent() ? NEXT : refuse(ResponseCode.NO_ROUTE, "no route for this card");
    }
}
