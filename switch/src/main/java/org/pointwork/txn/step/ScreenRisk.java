package org.pointwork.txn.step;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.Kind;
import org.pointwork.model.Refusal;
import org.pointwork.txn.Risk;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;
import org.pointwork.txn.Velocity.Counted;

/** What the switch itself will not let through, whatever the issuer would say. */
public final class ScreenRisk extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.request().kind() instanceof Kind.Advice) {
            return NEXT; // it has happened: refusing it would only keep the issuer from hearing of it
        }
        Risk risk = services().risk();
        Optional<Refusal> refusal =
                risk.limits().refusal(txn.payment(), txn.partner().orElseThrow());
        if (refusal.isEmpty()) {
            refusal = risk.cards().refusal(txn.panToken());
        }
        if (refusal.isEmpty()) {
            refusal = tooOften(txn.counted());
        }
        return refusal.isPresent()
                ? refuse(refusal.get().responseCode(), refusal.get().why())
                : NEXT;
    }

    private Optional<Refusal> tooOften(List<Counted> counted) {
        return counted.isEmpty()
                ? Optional.empty()
                : Velocity.refusal(counted, services().journal().totals(Velocity.uses(counted)));
    }
}
