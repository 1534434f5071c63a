package org.pointwork.testing;

import java.time.Instant;
import org.pointwork.model.Leg;

/** Stored messages after a try. */
public final class Legs {
    private Legs() {}

    public static Leg tried(Leg leg, int attempts, Instant nextAt) {
        return new Leg(
                leg.txnId(),
                leg.day(),
                leg.kind(),
                leg.destination(),
                leg.mti(),
                leg.elements(),
                leg.sealedPan(),
                attempts,
                nextAt,
                leg.createdAt());
    }
}
