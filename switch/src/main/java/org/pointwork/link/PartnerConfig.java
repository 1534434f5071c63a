package org.pointwork.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pointwork.framing.Framing;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.iso8583.KeyField;
import org.pointwork.security.CardPolicy;
import org.pointwork.security.PinPlace;

/**
 * One issuer or network, as {@code links.yml} describes it.
 *
 * @param networkTimeout for answers to 0800 messages; 5 s where it is not given
 * @param pin what PIN blocks it takes, and where; format 0 in DE 52 where it is not given
 * @param macAlgorithm how MACs are made; the retail MAC where it is not given
 * @param cards what is verified here of its cards; nothing where it is not given
 */
public record PartnerConfig(
        String name,
        String dialect,
        String framing,
        int maxFrameBytes,
        int maxInFlight,
        Duration timeout,
        Optional<Duration> networkTimeout,
        String pinKey,
        Optional<PinPlace> pin,
        String macKey,
        Optional<MacAlgorithm> macAlgorithm,
        Optional<CardPolicy> cards,
        SignOn signOn,
        Duration echoInterval,
        Duration reconnect,
        Breaker breaker,
        Optional<Spread> spread,
        List<Socket> links,
        Optional<Tls> tls,
        Optional<Behaviour> behaviour,
        Optional<KeyExchange> keyExchange,
        Optional<FileActions> fileActions,
        StoreAndForward storeAndForward) {

    private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(5);

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
        if (macKey.isEmpty()
                && keyExchange
                        .filter(exchange -> exchange.keys().contains(Exchanged.MAC))
                        .isPresent()) {
            throw new IllegalArgumentException("partner " + name + ": a MAC key is exchanged and none is named");
        }
    }

    /** Who signs on. A partner may sign on and off in any case, and is answered. */
    public enum SignOn {
        /** We ask for it as soon as a line is up. */
        @JsonProperty("ours")
        OURS,
        /** We wait for the partner to ask. */
        @JsonProperty("theirs")
        THEIRS,
        /** A line that is up is signed on. */
        @JsonProperty("none")
        NONE
    }

    /** How payments go to several links. */
    public enum Spread {
        /** All to the first that takes them. */
        @JsonProperty("preferred")
        PREFERRED,
        /** To each in turn. */
        @JsonProperty("round-robin")
        ROUND_ROBIN
    }

    /** Bytes that a message may have, behind the header that its framing gives it. */
    public int maxMessageBytes() {
        return Framing.named(framing, maxFrameBytes).maxMessageBytes();
    }

    /** One socket to the partner; the first in the list is preferred. */
    public record Socket(String name, String host, int port) {}

    /**
     * Mutual TLS: our certificate, and whose we take.
     *
     * @param serverName what the partner's certificate must be for; its host where it is not given
     */
    public record Tls(Path keyStore, Path trustStore, Path passwordFile, Optional<String> serverName) {}

    /**
     * How this partner answers, where it is not as others do.
     *
     * @param matchOn elements by which its reply is known; DE 7, 11, 32, 37 and 41 where it is not given
     * @param compares elements that may not come back changed, DE 4 but for a partial approval; DE 2, 3, 4, 42 and 49 where it
     *     is not given
     * @param mustEcho elements that have to come back where they were sent
     */
    public record Behaviour(
            Optional<List<Integer>> matchOn, Optional<List<Integer>> compares, Optional<List<Integer>> mustEcho) {
        public static final Behaviour USUAL = new Behaviour(Optional.empty(), Optional.empty(), Optional.empty());

        public Behaviour {
            requireElements("match-on", matchOn);
            requireElements("compares", compares);
            requireElements("must-echo", mustEcho);
            if (matchOn.filter(List::isEmpty).isPresent()) {
                throw new IllegalArgumentException("match-on names one element at least");
            }
        }

        private static void requireElements(String key, Optional<List<Integer>> elements) {
            List<Integer> named = elements.orElse(List.of());
            if (named.stream().anyMatch(de -> de < 2 || de > 128)
                    || named.stream().distinct().count() < named.size()) {
                throw new IllegalArgumentException(key + " names elements from 2 to 128, each once");
            }
        }
    }

    /**
     * Dynamic keys.
     *
     * @param field where a key travels, as {@link KeyField#named} has it
     * @param every how often we ask for new ones; never by ourselves where it is not given
     * @param overlap how long the key before is still taken
     * @param changeCode DE 70 of a message that brings a key; 161 where it is not given
     * @param askCode DE 70 of a message that asks for one; 162 where it is not given
     */
    public record KeyExchange(
            String zoneKey,
            String field,
            MadeBy madeBy,
            List<Exchanged> keys,
            boolean atSignOn,
            Optional<Duration> every,
            Duration overlap,
            Optional<String> changeCode,
            Optional<String> askCode) {

        public KeyExchange {
            KeyField.named(field);
            if (keys.isEmpty()) {
                throw new IllegalArgumentException("key-exchange: keys names pin, mac or both");
            }
        }
    }

    /**
     * Changes of the list of hot cards (0300, 0302), for the cards that are routed to this partner.
     *
     * @param taken whether the partner may change our list over its links
     * @param sentOn whether it is told of changes that came by a door
     */
    public record FileActions(boolean taken, boolean sentOn) {}

    /** Who makes new keys. */
    public enum MadeBy {
        @JsonProperty("us")
        US,
        @JsonProperty("partner")
        PARTNER,
        /** We make them when we ask; the partner's are taken when it sends some. */
        @JsonProperty("either")
        EITHER
    }

    /** Which keys change. */
    public enum Exchanged {
        @JsonProperty("pin")
        PIN(KeyField.Use.PIN),
        @JsonProperty("mac")
        MAC(KeyField.Use.MAC);

        private final KeyField.Use use;

        Exchanged(KeyField.Use use) {
            this.use = use;
        }

        KeyField.Use use() {
            return use;
        }
    }

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

    /** What PIN blocks it takes, and where. */
    public PinPlace pinPlace() {
        return pin.orElse(PinPlace.USUAL);
    }

    MacAlgorithm makesMac() {
        return macAlgorithm.orElse(MacAlgorithm.RETAIL);
    }

    Duration patience() {
        return networkTimeout.orElse(NETWORK_TIMEOUT);
    }

    Behaviour behaves() {
        return behaviour.orElse(Behaviour.USUAL);
    }
}
