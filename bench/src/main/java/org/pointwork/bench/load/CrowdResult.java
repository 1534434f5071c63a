package org.pointwork.bench.load;

import java.util.Map;

/**
 * What many terminals saw that all asked once at the same moment.
 *
 * @param terminals connected
 * @param connectedSeconds from the first connection to the last handshake
 * @param approved answers with DE 39 = 00
 * @param refused other answers, by DE 39
 * @param unanswered terminals that got no answer
 * @param dropped connections that the switch closed
 * @param latency of all answers
 */
public record CrowdResult(
        int terminals,
        double connectedSeconds,
        long approved,
        Map<String, Long> refused,
        long unanswered,
        int dropped,
        Latency latency) {}
