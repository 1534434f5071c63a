package org.pointwork.hsm.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which boxes to use, and how hard. All of them hold the same local master key.
 *
 * @param boxes where they listen; calls are shared among those that are well
 * @param tls where the lines are to be under TLS
 * @param connections lines to each box, 1 to 64
 * @param headerLength characters of the message header as the box is configured, 8 to 32: a shorter one would come round
 *     while an answer is still on its way
 * @param maxInFlight commands on one line that wait for their answers, 1 to 10,000; past it callers get BUSY
 * @param answerWithin how long one box may take for an answer before another is asked
 * @param heartbeat how often a line is proved to be alive; one that does not answer is closed and opened anew
 */
public record HostConfig(
        List<Address> boxes,
        Optional<HostTls> tls,
        int connections,
        int headerLength,
        int maxInFlight,
        Duration answerWithin,
        Duration heartbeat) {

    /** Where a box listens. */
    public record Address(String host, int port) {
        public Address {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException("a box is a host and a port of 1 to 65535");
            }
        }

        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    public HostConfig {
        boxes = List.copyOf(boxes);
        require(!boxes.isEmpty(), "boxes: at least one");
        require(connections >= 1 && connections <= 64, "connections: 1 to 64");
        require(headerLength >= 8 && headerLength <= 32, "headerLength: 8 to 32");
        require(maxInFlight >= 1 && maxInFlight <= 10_000, "maxInFlight: 1 to 10000");
        require(answerWithin.toMillis() >= 10, "answerWithin: at least 10 ms");
        require(heartbeat.toMillis() >= 10, "heartbeat: at least 10 ms");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** 4 lines to each box, headers of 8, 64 commands on a line, answers within 500 ms, a heartbeat each second; no TLS. */
    public static HostConfig of(List<Address> boxes) {
        return new HostConfig(boxes, Optional.empty(), 4, 8, 64, Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
