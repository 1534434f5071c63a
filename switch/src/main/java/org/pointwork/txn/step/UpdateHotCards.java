package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.link.PartnerConfig;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Routed;
import org.pointwork.txn.HotCardFile;
import org.pointwork.txn.HotCards;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * Does what an 0300 or 0302 asks of the list of hot cards, and sends a change on to the card's partner where that wants it.
 * The card is refused here from the first moment; who asked hears of the partner, and asks again where that was not told.
 */
public final class UpdateHotCards extends Step {
    @Override
    protected Decision act(Txn txn) {
        Optional<HotCards> cards = services()
                .risk()
                .hotCards()
                .filter(list -> list.mayBeChangedBy(txn.arrival().door().name()));
        if (cards.isEmpty()) {
            return refuse(ResponseCode.NOT_PERMITTED_TO_TERMINAL, "no file actions at this door");
        }
        return switch (new HotCardFile(cards.get(), services().vault()).act(txn.request())) {
            case HotCardFile.Refused(var refusal) -> refuse(refusal.responseCode(), refusal.why());
            case HotCardFile.Answered(CardMessage answer, boolean changes) -> {
                Optional<String> partner = changes ? toBeTold(txn) : Optional.empty();
                txn.answer(partner.map(name -> told(txn, name, answer)).orElse(answer));
                yield NEXT;
            }
        };
    }

    /** The partner that a payment with this card goes to first, where it wants to know. */
    private Optional<String> toBeTold(Txn txn) {
        return services()
                .routes()
                .decide(txn.request().pan().orElseThrow(), txn.payment())
                .map(Routed::partner)
                .filter(name -> services()
                        .partner(name)
                        .fileActions()
                        .filter(PartnerConfig.FileActions::sentOn)
                        .isPresent());
    }

    /** What the partner does not have and was not to have is no fault where this list had it. */
    private CardMessage told(Txn txn, String partner, CardMessage answer) {
        CardMessage request = txn.request();
        CardMessage outgoing = request.with(request.fields().without(52, 64, 128));
        return switch (services().dispatcher().dispatch(partner, outgoing)) {
            case Outcome.Answered(String _, CardMessage reply)
            when reply.responseCode().equals(ResponseCode.ORIGINAL_NOT_FOUND) -> answer;
            case Outcome.Answered(String _, CardMessage reply) -> request.answer(reply.responseCode());
            case Outcome.Untrusted _ -> request.answer(ResponseCode.MALFUNCTION);
            case Outcome.NoAnswer _ -> request.answer(ResponseCode.LATE);
            case Outcome.NotSent _ -> request.answer(ResponseCode.ISSUER_UNAVAILABLE);
        };
    }
}
