package org.pointwork.acquirer;

/** What lies behind the doors. Takes an arrival at once and answers it later; never blocks and never throws. */
public interface Intake {
    void take(Arrival arrival);
}
