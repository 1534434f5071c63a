package org.pointwork.saf;

import org.pointwork.model.Leg;
import org.pointwork.model.Outcome;

/** Sends a stored message as it is. */
public interface LegSender {
    Outcome send(Leg leg);

    /** Whether the partner can be reached now; while it cannot, nothing is taken and no attempt is counted. */
    boolean isReachable(String partner);
}
