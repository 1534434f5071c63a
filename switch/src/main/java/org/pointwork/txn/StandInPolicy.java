package org.pointwork.txn;

import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;

/**
 * Whether the switch may answer for an issuer that a request could not be sent to. Asked only then: a request that left
 * may have been posted, and a second answer to it would be a guess.
 */
public interface StandInPolicy {
    /** Answers for nobody. */
    StandInPolicy NEVER = (_, _) -> Optional.empty();

    /** The response code to answer with, nothing to let the decline stand. */
    Optional<String> decide(CardMessage request, Outcome.NotSent why);
}
