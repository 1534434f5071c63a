package org.pointwork.routes;

import java.time.Duration;
import java.util.List;

/**
 * Where requests for one partner go.
 *
 * @param name the partner's
 * @param endpoints URIs of its links, the preferred one first
 * @param breaker when to leave a link alone
 * @param inTurn whether each request goes to the next link, instead of all to the preferred one
 */
public record Destination(String name, List<String> endpoints, Breaker breaker, boolean inTurn) {
    /** Opens a link's breaker when this share of its last {@code window} calls came to nothing. */
    public record Breaker(int failureRatePercent, int window, Duration openFor) {}

    String entry() {
        return "direct:" + name;
    }
}
