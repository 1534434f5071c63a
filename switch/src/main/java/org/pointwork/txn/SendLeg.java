package org.pointwork.txn;

import java.util.function.Predicate;
import org.pointwork.hsm.HsmException;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Leg;
import org.pointwork.model.Mti;
import org.pointwork.model.Outcome;
import org.pointwork.saf.LegSender;

/** Sends a stored message over its partner's route; the PAN is opened for that moment alone. */
public final class SendLeg implements LegSender {
    private final Services services;
    private final Predicate<String> reachable;

    public SendLeg(Services services, Predicate<String> reachable) {
        this.services = services;
        this.reachable = reachable;
    }

    @Override
    public Outcome send(Leg leg) {
        try {
            return services.dispatcher().dispatch(leg.destination(), message(leg));
        } catch (HsmException e) {
            return new Outcome.NotSent("", "card number cannot be opened: " + e.reason());
        }
    }

    private CardMessage message(Leg leg) {
        Fields.Editor fields = Fields.NONE.edit();
        leg.elements().forEach(fields::set);
        leg.sealedPan()
                .ifPresent(stored ->
                        fields.set(2, services.vault().open(stored, leg.txnId()).digits()));
        return CardMessages.of(new Mti(leg.mti()), fields.done());
    }

    @Override
    public boolean isReachable(String partner) {
        return reachable.test(partner);
    }
}
