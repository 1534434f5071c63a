package org.pointwork.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pointwork.framing.Framing;

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

    public PartnerConfig {
        if (maxFrameBytes < 1 || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "partner " + name + ": max-frame-bytes and max-in-flight are at least 1");
        }
        if (Framing.named(framing, maxFrameBytes).tpduBytes() > 0) {
            throw new IllegalArgumentException("partner " + name + ": a TPDU is for doors; a link has no use for one");
        }
        if (links.isEmpty() || links.stream().map(Socket::name).distinct().count() < links.size()) {
            throw new IllegalArgumentException("partner " + name + ": at least one link, each with a name of its own");
        }
    }

    /** Bytes that a message may have, behind the header that its framing gives it. */
    public int maxMessageBytes() {
        return Framing.named(framing, maxFrameBytes).maxMessageBytes();
    }

    /** One socket to the partner; the first in the list is preferred. */
    public record Socket(String name, String host, int port) {}

    /** When a link that no longer answers is left alone, and for how long. */
    public record Breaker(int failureRatePercent, int window, Duration openFor) {}

    /**
     * How often what must reach the partner is tried again.
     *
     * @param drainFirst whether what is stored goes before new traffic when the partner is back; it does not where absent
     */
    public record StoreAndForward(
            Duration firstRetry, Duration maxRetry, int maxAttempts, Optional<Boolean> drainFirst) {}

    /** {@code partner/link}: the name of a link in logs, metrics and the console. */
    public String linkName(Socket socket) {
        return name + "/" + socket.name();
    }
}
