package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may follow what on a line; a dash makes no sense there and changes nothing. */
class LinkStateTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            state,      CONNECT,   SIGN_ON,   KEY,   OPEN,  DRAIN,    SIGN_OFF,   DISCONNECT
            DOWN,       CONNECTED, -,         -,     -,     -,        -,          -
            CONNECTED,  -,         SIGNED_ON, -,     -,     -,        -,          DOWN
            SIGNED_ON,  -,         -,         KEYED, -,     -,        SIGNED_OFF, DOWN
            KEYED,      -,         -,         -,     READY, -,        SIGNED_OFF, DOWN
            READY,      -,         -,         -,     -,     DRAINING, SIGNED_OFF, DOWN
            DRAINING,   -,         -,         -,     -,     -,        SIGNED_OFF, DOWN
            SIGNED_OFF, -,         SIGNED_ON, -,     -,     -,        -,          DOWN
            """, useHeadersInDisplayName = true)
    void each_event_in_each_state(
            LinkState state,
            String connect,
            String signOn,
            String key,
            String open,
            String drain,
            String signOff,
            String disconnect) {
        String[] next = {connect, signOn, key, open, drain, signOff, disconnect};
        for (LinkState.Event event : LinkState.Event.values()) {
            String expected = next[event.ordinal()];
            assertEquals(
                    expected.equals("-") ? Optional.empty() : Optional.of(LinkState.valueOf(expected)),
                    state.on(event),
                    state + " on " + event);
        }
    }
}
