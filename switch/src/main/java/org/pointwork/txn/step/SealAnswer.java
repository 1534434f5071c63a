package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.acquirer.Arrival;
import org.pointwork.hsm.HsmException;
import org.pointwork.model.CardMessage;
import org.pointwork.security.MessageMac;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Packs the answer, with a MAC where the request had one. */
public final class SealAnswer extends Step {
    @Override
    protected boolean isClosing() {
        return true;
    }

    @Override
    protected Decision act(Txn txn) {
        txn.answer().ifPresent(answer -> seal(txn, answer));
        return NEXT;
    }

    private void seal(Txn txn, CardMessage answer) {
        Arrival arrival = txn.arrival();
        try {
            Optional<MessageMac> mac = MessageMac.isPresent(arrival.message())
                    ? services().keys(txn).forMac() // none where a refusal says that the message names no key
                    : Optional.empty();
            txn.sealedAnswer(
                    mac.isPresent() ? mac.get().pack(answer) : arrival.codec().encode(answer));
        } catch (HsmException e) {
            txn.fallSilent("no-mac-for-answer"); // it stands in the journal; a repeat gets it once the HSM is back
        }
    }
}
