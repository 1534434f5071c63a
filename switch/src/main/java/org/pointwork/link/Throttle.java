package org.pointwork.link;

import java.time.Clock;
import java.time.Duration;

/** So many in a while and no more: what a partner sends must not decide how much is done here. */
final class Throttle {
    private final int most;
    private final long windowMs;
    private final Clock clock;
    private long windowEndsMs;
    private int taken;
    private long refused;

    Throttle(int most, Duration window, Clock clock) {
        this.most = most;
        this.windowMs = window.toMillis();
        this.clock = clock;
    }

    /** Whether there is room for one more now. */
    synchronized boolean admits() {
        long nowMs = clock.millis();
        if (nowMs >= windowEndsMs || windowEndsMs - nowMs > windowMs) { // or the clock stepped back
            windowEndsMs = nowMs + windowMs;
            taken = 0;
        }
        boolean admits = taken < most;
        taken += admits ? 1 : 0;
        refused += admits ? 0 : 1;
        return admits;
    }

    /** How many it refused since this was asked last. */
    synchronized long refused() {
        long since = refused;
        refused = 0;
        return since;
    }
}
