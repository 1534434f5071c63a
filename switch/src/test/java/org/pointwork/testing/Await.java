package org.pointwork.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what has no event of its own to wait for, and no longer than it takes. */
public final class Await {
    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final long LOOK_EVERY_NS = 2_000_000;

    private Await() {}

    /** @throws AssertionError saying what did not come true in 20 s */
    public static void until(String what, BooleanSupplier isSo) {
        long giveUpNs = System.nanoTime() + LONGEST.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - giveUpNs > 0) {
                throw new AssertionError("waited " + LONGEST.toSeconds() + " s in vain until " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NS);
        }
    }
}
