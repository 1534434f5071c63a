package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.model.Kind;
import org.pointwork.model.Refusal;
import org.pointwork.security.CardPolicy.Verify;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Whether the card is its issuer's own, where the issuer has that verified here: cryptogram and verification codes. */
public final class VerifyCard extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.request().kind() instanceof Kind.Advice) {
            return NEXT; // it has happened
        }
        Optional<Refusal> refusal =
                services().cards().refusal(txn.partner().orElseThrow(), txn.request(), Verify.ALWAYS);
        return refusal.isPresent()
                ? refuse(refusal.get().responseCode(), refusal.get().why())
                : NEXT;
    }
}
