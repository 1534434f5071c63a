package org.pointwork.journal;

import java.util.Optional;
import java.util.UUID;
import org.pointwork.model.Leg;

/**
 * The wish to work on a request, as the only one to do so.
 *
 * @param key what may happen once
 * @param content digest of what it says; equal keys with other content conflict
 * @param sealedPan what a reversal would need, kept until there is an outcome
 * @param leg stored with the claim, for an advice that must arrive in any case
 */
public record Claim(RequestRow request, UUID key, UUID content, Optional<byte[]> sealedPan, Optional<Leg> leg) {

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
    }
}
