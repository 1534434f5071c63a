package org.pointwork.sim.issuer;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** How often each ordered fault is still to strike. */
public final class FaultPlan {
    private static final long LONGEST_DELAY_MS = 600_000;

    private final AtomicIntegerArray left = new AtomicIntegerArray(FaultKind.values().length);
    private volatile long delayMs = 1_000;

    /** @param count the next so many; 0 takes the order back */
    public void order(FaultKind kind, int count) {
        if (count < 0) {
            throw new IllegalArgumentException("count: not negative");
        }
        left.set(kind.ordinal(), count);
    }

    /** How long {@link FaultKind#DELAY} holds an answer back, in milliseconds. */
    public long delayMs() {
        return delayMs;
    }

    public void delayMs(long ms) {
        if (ms < 0 || ms > LONGEST_DELAY_MS) {
            throw new IllegalArgumentException("delayMs: 0 to " + LONGEST_DELAY_MS);
        }
        delayMs = ms;
    }

    /** Whether the fault strikes now; each strike is used up. */
    boolean strikes(FaultKind kind) {
        return left.getAndUpdate(kind.ordinal(), count -> Math.max(0, count - 1)) > 0;
    }
}
