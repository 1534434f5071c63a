package org.pointwork.txn.step;

import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** What the switch itself will not let through, whatever the issuer would say. */
public final class ScreenRisk extends Step {
    @Override
    protected Decision act(Txn txn) {
        return txn.request()
                        .amount()
                        .filter(amount -> !services().limits().allows(amount))
                        .isPresent()
                ? refuse(ResponseCode.EXCEEDS_LIMIT, "over the largest amount of its currency")
                : NEXT;
    }
}
