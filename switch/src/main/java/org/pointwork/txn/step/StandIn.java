package org.pointwork.txn.step;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.model.Outcome;
import org.pointwork.model.Refusal;
import org.pointwork.security.CardPolicy.Verify;
import org.pointwork.txn.StandInPolicy.Verdict;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;
import org.pointwork.txn.Velocity.Counted;

/**
 * Answers for an issuer that the request could not be sent to, where policy allows it. What a card takes is counted
 * durably before it is looked at, as with velocity rules, and given back with the decline where it is too much.
 */
public final class StandIn extends Step {
    @Override
    protected Decision act(Txn txn) {
        if (txn.outcome().orElseThrow() instanceof Outcome.NotSent notSent) {
            RequestRow row = txn.row().orElseThrow();
            switch (services().standIn().judge(txn.request(), row)) {
                case Verdict.Never _ -> {}
                case Verdict.No(String why) -> refused(txn, notSent, why);
                case Verdict.Yes yes -> {
                    return standIn(txn, notSent, row, yes);
                }
            }
        }
        return NEXT;
    }

    private Decision standIn(Txn txn, Outcome.NotSent notSent, RequestRow row, Verdict.Yes yes) {
        try {
            Optional<Refusal> card = services().cards().refusal(row.destination(), txn.request(), Verify.STAND_IN);
            if (card.isPresent()) {
                return refuse(
                        card.get().responseCode(), "no stand-in: " + card.get().why());
            }
        } catch (HsmException e) {
            refused(txn, notSent, "the card cannot be verified: " + e.reason());
            return NEXT;
        }
        tooMuch(txn, row, yes.counted())
                .ifPresentOrElse(why -> refused(txn, notSent, why), () -> txn.standIn(yes.rule(), notSent.why()));
        return NEXT;
    }

    private static void refused(Txn txn, Outcome.NotSent notSent, String why) {
        txn.ended(new Outcome.NotSent(notSent.link(), notSent.why() + "; no stand-in: " + why));
    }

    private Optional<String> tooMuch(Txn txn, RequestRow row, List<Counted> counted) {
        if (counted.isEmpty()) {
            return Optional.empty();
        }
        try {
            List<Use> uses = Velocity.uses(counted);
            services().journal().redirect(row, uses);
            txn.counted(Stream.concat(txn.counted().stream(), counted.stream()).toList());
            return Velocity.refusal(counted, services().journal().totals(uses)).map(Refusal::why);
        } catch (JournalException e) {
            return Optional.of(e.getMessage());
        }
    }
}
