package org.pointwork.link;

import java.util.Optional;

/** Where a link stands; only a {@code READY} one carries payments. */
public enum LinkState {
    DOWN,
    CONNECTED,
    SIGNED_ON,
    READY,
    SIGNED_OFF;

    /** What can happen to a link. */
    public enum Event {
        CONNECT,
        SIGN_ON,
        PREPARE,
        SIGN_OFF,
        DISCONNECT
    }

    /** The state that follows, nothing where the event makes no sense here. */
    public Optional<LinkState> on(Event event) {
        return switch (event) {
            case CONNECT -> this == DOWN ? Optional.of(CONNECTED) : Optional.empty();
            case SIGN_ON -> this == CONNECTED || this == SIGNED_OFF ? Optional.of(SIGNED_ON) : Optional.empty();
            case PREPARE -> this == SIGNED_ON ? Optional.of(READY) : Optional.empty();
            case SIGN_OFF -> this == READY ? Optional.of(SIGNED_OFF) : Optional.empty();
            case DISCONNECT -> this == DOWN ? Optional.empty() : Optional.of(DOWN);
        };
    }
}
