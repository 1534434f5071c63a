package org.pointwork.link;

import java.util.Optional;

/**
 * Where a link stands; only a {@code READY} one carries payments.
 *
 * <pre>
 *  DOWN ─CONNECT▶ CONNECTED ─SIGN_ON▶ SIGNED_ON ─KEY▶ KEYED ─OPEN▶ READY ─DRAIN▶ DRAINING
 *                                         ▲                          │               │
 *                                         └──SIGN_ON── SIGNED_OFF ◀──┴───SIGN_OFF────┘        (from SIGNED_ON and KEYED too)
 *  any ─DISCONNECT▶ DOWN
 * </pre>
 */
public enum LinkState {
    DOWN,
    /** A line is up; neither side has signed on. */
    CONNECTED,
    /** Signed on; the keys may not be those that the partner has. */
    SIGNED_ON,
    /** Both sides have the same keys. */
    KEYED,
    READY,
    /** No new payments; those under way still end. */
    DRAINING,
    SIGNED_OFF;

    /** What can happen to a link. */
    public enum Event {
        CONNECT,
        SIGN_ON,
        KEY,
        OPEN,
        DRAIN,
        SIGN_OFF,
        DISCONNECT
    }

    /** The state that follows, nothing where the event makes no sense here. */
    public Optional<LinkState> on(Event event) {
        return switch (event) {
            case CONNECT -> this == DOWN ? Optional.of(CONNECTED) : Optional.empty();
            case SIGN_ON -> this == CONNECTED || this == SIGNED_OFF ? Optional.of(SIGNED_ON) : Optional.empty();
            case KEY -> this == SIGNED_ON ? Optional.of(KEYED) : Optional.empty();
            case OPEN -> this == KEYED ? Optional.of(READY) : Optional.empty();
            case DRAIN -> this == READY ? Optional.of(DRAINING) : Optional.empty();
            case SIGN_OFF -> isSignedOn() ? Optional.of(SIGNED_OFF) : Optional.empty();
            case DISCONNECT -> this == DOWN ? Optional.empty() : Optional.of(DOWN);
        };
    }

    /** Whether the two sides are signed on, whatever else is missing. */
    public boolean isSignedOn() {
        return switch (this) {
            case SIGNED_ON, KEYED, READY, DRAINING -> true;
            case DOWN, CONNECTED, SIGNED_OFF -> false;
        };
    }
}
