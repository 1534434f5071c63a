package org.pointwork.ops;

import java.time.Instant;
import java.util.List;
import org.pointwork.journal.LegStore;

/**
 * What the switch approved for an issuer that has not agreed to it.
 *
 * @param state PENDING while the issuer has not heard; DEAD where it refuses, or was tried too often: see {@code why}
 * @param amount in minor units
 */
public record StandInJson(
        String txnId,
        String issuer,
        String state,
        String why,
        Instant at,
        String rrn,
        String terminalId,
        String maskedPan,
        String amount,
        String currency) {

    static List<StandInJson> of(List<LegStore.StandIn> open) {
        return open.stream().map(StandInJson::of).toList();
    }

    private static StandInJson of(LegStore.StandIn standIn) {
        return new StandInJson(
                Long.toString(standIn.txnId()),
                standIn.issuer(),
                standIn.state(),
                standIn.lastError(),
                standIn.at(),
                standIn.rrn(),
                standIn.terminalId(),
                standIn.panFirst6() + "******" + standIn.panLast4(),
                Long.toString(standIn.minor()),
                standIn.currency());
    }
}
