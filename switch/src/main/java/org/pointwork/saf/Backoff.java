package org.pointwork.saf;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before the next attempt: doubled each time up to a bound, then shortened by up to a quarter so that
 * many legs do not come back in one moment.
 */
public record Backoff(Duration first, Duration longest) {
    public Duration after(int attempts) {
        int doublings = Math.min(Math.max(attempts - 1, 0), 30);
        long fullMs = Math.min(longest.toMillis(), first.toMillis() << doublings);
        return Duration.ofMillis(fullMs - ThreadLocalRandom.current().nextLong(fullMs / 4 + 1));
    }
}
