package org.pointwork.txn.step;

import org.pointwork.model.Kind;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** What the switch itself will not let through, whatever the issuer would say. */
public final class ScreenRisk extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.request().kind() instanceof Kind.Advice) {
            return NEXT; // it has happened: refusing it would only keep the issuer from hearing of it
        }
        return txn.request()
                        .amount()
                        .filter(amount -> !services().limits().allows(amount))
                        .isPresent()
                ? refuse(ResponseCode.EXCEEDS_LIMIT, "over the largest amount of its currency")
                : NEXT;
    }
}
