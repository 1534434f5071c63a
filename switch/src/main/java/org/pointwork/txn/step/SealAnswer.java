package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.acquirer.Arrival;
import org.pointwork.hsm.HsmException;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
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
        txn.answer().ifPresent(answer -> seal(txn, withCryptogram(txn, answer)));
        return NEXT;
    }

    /** To what an issuer, or we in its place, have said; never kept, and made anew for a repeat. */
    private CardMessage withCryptogram(Txn txn, CardMessage answer) {
        boolean decided = txn.isDuplicate()
                || txn.stoodIn().isPresent()
                || txn.outcome().filter(Outcome.Answered.class::isInstance).isPresent();
        return txn.partner().isPresent() && decided
                ? services()
                        .cards()
                        .answered(
                                txn.partner().get(),
                                txn.request(),
                                answer,
                                txn.stoodIn().isPresent())
                : answer;
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
