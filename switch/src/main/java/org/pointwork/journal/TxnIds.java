package org.pointwork.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Transaction numbers that grow with time and never meet between nodes: milliseconds since 2026, 6 bits of node, 12
 * bits of sequence. A clock that steps back does not make a number come twice: the sequence goes on from the highest.
 */
public final class TxnIds {
    private static final long EPOCH_MS = 1_767_225_600_000L; // 2026-01-01T00:00:00Z
    private static final int NODE_BITS = 6;
    private static final int SEQUENCE_BITS = 12;

    private final Clock clock;
    private final long node;
    private final AtomicLong last; // time and sequence, without the node

    /**
     * @param node 0 to 63
     * @param firstFree no number will be smaller: what the journal says after a restart, though the clock stepped back
     */
    public TxnIds(Clock clock, int node, long firstFree) {
        if (node < 0 || node >= 1 << NODE_BITS) {
            throw new IllegalArgumentException("a node's id is 0 to 63, not " + node);
        }
        this.clock = clock;
        this.node = node;
        long time = (firstFree >> NODE_BITS + SEQUENCE_BITS) + 1;
        this.last = new AtomicLong(time << SEQUENCE_BITS);
    }

    /** The smallest number that a node whose clock is right can give to what comes at a moment. */
    public static long floor(Instant at) {
        return at.toEpochMilli() - EPOCH_MS << NODE_BITS + SEQUENCE_BITS;
    }

    public long next() {
        long floor = clock.millis() - EPOCH_MS << SEQUENCE_BITS;
        long ticket = last.updateAndGet(previous -> Math.max(previous + 1, floor));
        long time = ticket >> SEQUENCE_BITS;
        long sequence = ticket & (1 << SEQUENCE_BITS) - 1;
        return time << NODE_BITS + SEQUENCE_BITS | node << SEQUENCE_BITS | sequence;
    }
}
