package org.pointwork.journal;

import java.util.List;
import java.util.Optional;
import org.pointwork.model.Leg;
import org.pointwork.model.Pan;

/**
 * The wish to work on a request, as the only one to do so.
 *
 * @param key what may happen once
 * @param pan what a reversal would need: sealed with those of its batch before it is written, and never written in clear
 * @param leg stored with the claim, for an advice that must arrive in any case
 * @param uses what it takes of velocity rules, counted with the claim
 * @param follows the authorization that it completes or increases, if it does
 */
public record Claim(
        RequestRow request, Key key, Pan pan, Optional<Leg> leg, List<Use> uses, Optional<FollowUp> follows) {

    /**
     * Digests of what tells one request from every other.
     *
     * @param trace of what its reversal knows too, see {@link Digest#trace}
     * @param once of all of it
     * @param content of what it says; equal keys with other content conflict
     */
    public record Key(long trace, long once, long content) {}

    /** Whether nothing is written with it but its request and its card number. */
    boolean isOneRow() {
        return leg.isEmpty() && uses.isEmpty() && follows.isEmpty();
    }

    @Override
    public String toString() {
        return "claim of " + request.txnId();
    }

    /** What the database said. */
    public sealed interface Result {
        /** Ours: it counts as forwarded from now on. */
        record Fresh() implements Result {}

        /** The same request came before, as transaction {@code originalTxnId}. */
        record Duplicate(long originalTxnId) implements Result {}

        /** The key came before with other content. */
        record Conflict(long originalTxnId) implements Result {}

        /** A reversal of it came before it did. */
        record AlreadyReversed() implements Result {}

        /** It completes an authorization that another request has completed. */
        record AlreadyCompleted() implements Result {}

        /** It was held up for so long that recovery has stopped looking for its like: it must not be forwarded. */
        record TooLate() implements Result {}
    }
}
