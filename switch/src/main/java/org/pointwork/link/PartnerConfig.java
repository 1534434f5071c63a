package org.pointwork.link;

import java.time.Duration;
import java.util.List;

/** One issuer or network, as {@code links.yml} describes it. */
public record PartnerConfig(
        String name,
        String dialect,
        String framing,
        int maxFrameBytes,
        int maxInFlight,
        Duration timeout,
        String pinKey,
        String macKey,
        boolean signOn,
        Duration echoInterval,
        Duration reconnect,
        Breaker breaker,
        List<Socket> links,
        StoreAndForward storeAndForward) {

    /** One socket to the partner; the first in the list is preferred. */
    public record Socket(String name, String host, int port) {}

    /** When a link that no longer answers is left alone, and for how long. */
    public record Breaker(int failureRatePercent, int window, Duration openFor) {}

    /** How often what must reach the partner is tried again. */
    public record StoreAndForward(Duration firstRetry, Duration maxRetry, int maxAttempts) {}

    /** {@code partner/link}: the name of a link in logs, metrics and the console. */
    public String linkName(Socket socket) {
        return name + "/" + socket.name();
    }
}
