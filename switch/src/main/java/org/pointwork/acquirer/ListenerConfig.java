package org.pointwork.acquirer;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.security.PinPlace;

/**
 * One door, as {@code listeners.yml} describes it.
 *
 * @param macKey of terminals that the registry gives none of their own; empty where {@code dukpt} has a base key
 * @param macAlgorithm how MACs under it are made; the retail MAC where it is absent
 * @param pinKey as {@code macKey}
 * @param pin of PIN blocks that come in; format 0 in DE 52 where it is absent
 * @param dukpt for terminals whose keys change with each transaction
 */
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
        Optional<MacAlgorithm> macAlgorithm,
        String pinKey,
        Optional<PinPlace> pin,
        Optional<Dukpt> dukpt,
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
        boolean derives = dukpt.flatMap(Dukpt::baseKey).isPresent();
        if (derives == !macKey.isEmpty() || derives == !pinKey.isEmpty()) {
            throw new IllegalArgumentException(
                    "door " + name
                            + ": terminals have the keys mac-key and pin-key, or those of dukpt.base-key with both of them \"\"");
        }
    }

    /**
     * Keys of single transactions (ANSI X9.24), by the key serial number in the message.
     *
     * @param baseKey of terminals that the registry gives no key of their own
     * @param field with the key serial number as hexadecimal digits; 62 where it is absent
     * @param counter what becomes of a payment whose counter is not above its terminal's last
     */
    public record Dukpt(Optional<String> baseKey, Optional<Integer> field, Optional<Counter> counter) {
        private static final int USUAL_FIELD = 62;

        public Dukpt {
            field.ifPresent(element -> PinPlace.requirePrivate("dukpt: field", element));
        }

        /** The element with the key serial number. */
        public int serialField() {
            return field.orElse(USUAL_FIELD);
        }

        /** Whether counters are held against the last one that this node has seen. */
        public boolean isCounted() {
            return counter.filter(Counter.RISING::equals).isPresent();
        }
    }

    /** What is asked of a terminal's counter. */
    public enum Counter {
        /** Nothing: a message that comes again is known by its duplicate key. */
        @JsonProperty("any")
        ANY,
        /** Each payment's is above the last. */
        @JsonProperty("rising")
        RISING
    }

    /** What PIN blocks look like that come in, and where they are. */
    public PinPlace pinPlace() {
        return pin.orElse(PinPlace.USUAL);
    }

    /** How MACs are made under {@code macKey}. */
    public MacAlgorithm takesMac() {
        return macAlgorithm.orElse(MacAlgorithm.RETAIL);
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
