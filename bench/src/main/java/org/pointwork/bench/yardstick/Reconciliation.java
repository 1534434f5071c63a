package org.pointwork.bench.yardstick;

import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.yardstick.Books.Page;

/**
 * Whether the terminals and the journal tell the same story of one run.
 *
 * @param sent requests that the terminals sent
 * @param approvalsHeard answers with DE 39 = 00
 * @param unanswered requests that got no answer
 * @param requestRows that the run added to the journal
 * @param approvedRows of those, the ones that the journal has as approved
 */
public record Reconciliation(long sent, long approvalsHeard, long unanswered, long requestRows, long approvedRows) {
    /** @param added to the books by the run */
    static Reconciliation of(LoadResult load, Page added) {
        return new Reconciliation(load.sent(), load.approved(), load.unanswered(), added.requests(), added.approved());
    }

    /** Approvals that somebody heard and the journal doesn't have: money out of nowhere, and never allowed. */
    public long lost() {
        return Math.max(0, approvalsHeard - approvedRows);
    }

    /** Rows that no request accounts for: approvals that nobody waited for, requests that nobody sent. */
    public long unexplained() {
        return Math.max(0, approvedRows - approvalsHeard - unanswered) + Math.max(0, requestRows - sent);
    }

    public boolean holds() {
        return lost() == 0 && unexplained() == 0;
    }
}
