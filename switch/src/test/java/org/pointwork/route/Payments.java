package org.pointwork.route;

import java.util.Optional;
import org.pointwork.model.Pan;
import org.pointwork.testing.Requests;

/** Questions to a table where only the card matters. */
final class Payments {
    private Payments() {}

    static Optional<String> partner(RouteTable table, Pan pan) {
        return table.decide(pan, Requests.payment(), _ -> true).map(Routed::partner);
    }
}
