package org.pointwork.model;

import java.time.Instant;

/**
 * How a dispatch to an issuer, bank or core ended. Exhaustive, so that every caller decides about money in doubt:
 * {@link NoAnswer} and {@link Untrusted} may have moved money and need a reversal; {@link NotSent} alone cannot have.
 */
public sealed interface Outcome {
    /** The link, partner or channel it went over, empty where it went nowhere. */
    String link();

    /** A genuine reply in time. */
    record Answered(String link, CardMessage reply) implements Outcome {}

    /** A reply that cannot be relied on: wrong MAC, or echoed values that differ from what was sent. */
    record Untrusted(String link, CardMessage reply, String why) implements Outcome {}

    /** It left, and nothing came back: the time-out passed or the line dropped first. */
    record NoAnswer(String link, Instant sentAt, Silence silence) implements Outcome {}

    /** It never left this node: another link may be tried, or the switch may stand in. */
    record NotSent(String link, String why) implements Outcome {}

    /** Why there was no answer. */
    enum Silence {
        TIMED_OUT,
        LINE_DROPPED
    }
}
