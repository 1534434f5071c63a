package org.pointwork.sim.pos;

/** What a message carries in its MAC field. */
public enum Sealing {
    NONE,
    /** The right MAC. */
    GOOD,
    /** A MAC with one bit turned. */
    BAD
}
