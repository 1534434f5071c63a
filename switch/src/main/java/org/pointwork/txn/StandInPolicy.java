package org.pointwork.txn;

import java.util.List;
import java.util.Optional;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.model.CardMessage;
import org.pointwork.txn.Velocity.Counted;

/**
 * Whether the switch may answer for an issuer that a request could not be sent to. Asked only then: a request that left
 * may have been posted, and a second answer to it would be a guess.
 */
public interface StandInPolicy {
    /** Answers for nobody. */
    StandInPolicy NEVER = (_, _) -> new Verdict.Never();

    Verdict judge(CardMessage request, RequestRow row);

    /**
     * What a payment that it answered for still holds of its card's day: given back where the payment is taken back.
     *
     * @param approvedMinor nothing where it is what was asked for
     */
    default List<Use> held(RequestRow row, Optional<Long> approvedMinor) {
        return List.of();
    }

    /** What the policy says. */
    sealed interface Verdict {
        /** The issuer wants no stand-in at all: there is nothing to say about it. */
        record Never() implements Verdict {}

        /** Not for this payment. */
        record No(String why) implements Verdict {}

        /** Yes, unless what it takes of the card's day is too much. */
        record Yes(StandInRule rule, List<Counted> counted) implements Verdict {}
    }
}
