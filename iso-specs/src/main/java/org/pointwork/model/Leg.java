package org.pointwork.model;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * A message that must still reach a partner.
 *
 * @param mti to send it with: a repeat once it may have been heard
 * @param elements what to send, without card data
 * @param sealedPan the PAN under the token's sealing key, bound to the transaction's number
 * @param attempts how often it was tried
 * @param nextAt not before
 */
public record Leg(
        long txnId,
        LocalDate day,
        Kind kind,
        String destination,
        String mti,
        Map<Integer, String> elements,
        Optional<byte[]> sealedPan,
        int attempts,
        Instant nextAt,
        Instant createdAt) {

    public enum Kind {
        REVERSAL,
        ADVICE,
        /** An advice of what the switch approved for the issuer. */
        STAND_IN,
        /** What a business day came to, for the partner to agree with. */
        RECONCILIATION
    }
}
