package org.pointwork.acquirer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One door, as {@code listeners.yml} describes it. */
public record ListenerConfig(
        String name,
        String host,
        int port,
        String acquirer,
        String dialect,
        String framing,
        Optional<UnknownSenders> unknownSenders,
        MacPolicy mac,
        String macKey,
        String pinKey,
        int maxFrameBytes,
        int maxConnections,
        int maxInFlightPerConnection,
        Duration frameTimeout,
        Duration idleTimeout,
        boolean keepAlive,
        Optional<Tls> tls) {

    public ListenerConfig {
        if (maxFrameBytes < 1 || maxConnections < 1 || maxInFlightPerConnection < 1) {
            throw new IllegalArgumentException("door " + name + ": limits are at least 1");
        }
    }

    /** Mutual TLS: our certificate, and whom we let in. */
    public record Tls(Path keyStore, Path trustStore, Path passwordFile) {}

    /** Whether a message is refused whose terminal or merchant is not in the registry; not where the door does not say. */
    public boolean isForKnownOnly() {
        return unknownSenders.filter(UnknownSenders.REFUSE::equals).isPresent();
    }

    /** Whether a door serves those that nobody registered. */
    public enum UnknownSenders {
        @JsonProperty("refuse")
        REFUSE,
        @JsonProperty("let-pass")
        LET_PASS
    }

    /** Whether a message without a MAC is let in; one with a MAC always has it verified. */
    public enum MacPolicy {
        @JsonProperty("required")
        REQUIRED,
        @JsonProperty("where-present")
        WHERE_PRESENT
    }
}
