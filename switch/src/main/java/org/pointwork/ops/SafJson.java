package org.pointwork.ops;

import java.time.Instant;
import java.util.List;
import org.pointwork.journal.LegStore;

/**
 * A message that must still reach a partner.
 *
 * @param mti what its next try is sent as
 * @param state PENDING, or DEAD: given up until it is replayed
 */
public record SafJson(
        String txnId,
        String kind,
        String partner,
        String mti,
        String state,
        int attempts,
        Instant nextAt,
        String lastError) {

    static List<SafJson> of(List<LegStore.Status> waiting) {
        return waiting.stream().map(SafJson::of).toList();
    }

    private static SafJson of(LegStore.Status leg) {
        return new SafJson(
                Long.toString(leg.txnId()),
                leg.kind().name(),
                leg.destination(),
                leg.mti(),
                leg.state(),
                leg.attempts(),
                leg.nextAt(),
                leg.lastError());
    }
}
