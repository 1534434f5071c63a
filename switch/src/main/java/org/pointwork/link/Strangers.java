package org.pointwork.link;

import java.time.Clock;
import java.time.Duration;
import org.pointwork.model.CardMessage;

/**
 * Replies of one partner that met no request, on any of its links: looked into off the line's thread, and so few at a time
 * that a partner that sends nothing else cannot keep the node busy with them. All are counted.
 */
public final class Strangers {
    private static final int MOST_A_SECOND = 20;

    private final Throttle throttle;
    private final MatchKey keys;
    private final Suspects suspects;
    private final Unmatched unmatched;

    Strangers(MatchKey keys, Unmatched unmatched, Clock clock) {
        this.throttle = new Throttle(MOST_A_SECOND, Duration.ofSeconds(1), clock);
        this.keys = keys;
        this.suspects = new Suspects(keys);
        this.unmatched = unmatched;
    }

    /** For one partner's links. */
    public static Strangers of(PartnerConfig partner, Unmatched unmatched, Clock clock) {
        return new Strangers(new MatchKey(partner.behaves().matchOn()), unmatched, clock);
    }

    MatchKey keys() {
        return keys;
    }

    /** Requests of this link are suspects from here on. */
    void look(String link, Waiting waiting) {
        suspects.add(link, waiting);
    }

    /** Called on the line's thread. */
    void met(String link, CardMessage reply) {
        if (throttle.admits()) {
            Thread.startVirtualThread(() -> unmatched.keep(link, reply, suspects.diagnose(reply)));
        }
    }
}
