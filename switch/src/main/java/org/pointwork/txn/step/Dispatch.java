package org.pointwork.txn.step;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.route.Routed;
import org.pointwork.security.CardPolicy.Verify;
import org.pointwork.txn.PinBlocks;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;
import org.pointwork.txn.Velocity.Counted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the request to its partner and waits for how it ends. What never left may go to the route's next partner, once
 * the journal says so; an advice does not, it is stored for the partner it is for.
 */
public final class Dispatch extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

    @Override
    protected Decision act(Txn txn) {
        Outcome outcome = sent(txn);
        Iterator<String> others = others(txn).iterator();
        while (outcome instanceof Outcome.NotSent notSent && others.hasNext()) {
            outcome = goes(txn, others.next(), notSent) ? sent(txn) : notSent;
        }
        txn.ended(outcome);
        return NEXT;
    }

    private static List<String> others(Txn txn) {
        List<String> partners = txn.route().map(Routed::partners).orElse(List.of());
        return partners.size() < 2 || txn.request().kind() instanceof Kind.Advice
                ? List.of()
                : partners.subList(1, partners.size());
    }

    private Outcome sent(Txn txn) {
        String partner = txn.partner().orElseThrow();
        if (services().legNews().holds(partner)) {
            return new Outcome.NotSent("", "stored messages go first");
        }
        try {
            return services().dispatcher().dispatch(partner, outgoing(txn));
        } catch (RuntimeException e) {
            // whether it left cannot be known, and money is only safe if we assume that it did
            LOG.error("dispatch broke: txn={} {}", txn.id(), e.getClass().getName());
            return new Outcome.NoAnswer("", services().clock().instant(), Silence.LINE_DROPPED);
        }
    }

    /** Makes it the next partner's, durably and with the PIN under that one's key; says whether it is. */
    private boolean goes(Txn txn, String partner, Outcome.NotSent notSent) {
        try {
            RequestRow row = txn.row().orElseThrow();
            if (services()
                    .cards()
                    .refusal(partner, txn.request(), Verify.ALWAYS)
                    .isPresent()) {
                return false; // nor would it have gone there first
            }
            RequestRow redirected =
                    row.to(partner, row.route() + "; not sent to " + row.destination() + ": " + notSent.why());
            PinBlocks pinBlocks = PinBlocks.translated(services(), txn, partner);
            List<Counted> counted = services().risk().velocity().of(redirected);
            services().journal().redirect(redirected, moved(txn.counted(), counted));
            txn.redirected(redirected);
            txn.counted(counted);
            txn.pinBlocks(pinBlocks);
            return true;
        } catch (JournalException | HsmException e) {
            LOG.warn("not tried at {}: txn={} {}", partner, txn.id(), e.getMessage());
            return false;
        }
    }

    /** What it took as one issuer's, given back, and what it takes as another's. */
    private static List<Use> moved(List<Counted> before, List<Counted> after) {
        return before.equals(after)
                ? List.of()
                : Stream.concat(Velocity.uses(before).stream().map(Use::givenBack), Velocity.uses(after).stream())
                        .toList();
    }

    /** The request untouched, but for what is between us and the acquirer: its MAC and its PIN key. */
    private CardMessage outgoing(Txn txn) {
        Fields.Editor fields = txn.request().fields().edit().drop(64, 128, 52);
        txn.pinBlocks()
                .into(fields, services().partner(txn.partner().orElseThrow()).pinPlace());
        return txn.request().with(fields.done());
    }
}
