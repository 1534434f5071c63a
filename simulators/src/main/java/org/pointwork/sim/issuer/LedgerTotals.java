package org.pointwork.sim.issuer;

/**
 * The issuer's ledger at one instant, in minor units of INR.
 *
 * @param postedMinor net debit of all cards: debits less credits less what was reversed
 * @param heldMinor promised to pre-authorizations that are neither completed nor reversed
 * @param accounts cards seen
 * @param transactions postings, holds and inquiries approved; reversals and releases are not counted
 */
public record LedgerTotals(long postedMinor, long heldMinor, int accounts, long transactions) {
    String json() {
        return "{\"postedMinor\":" + postedMinor + ",\"heldMinor\":" + heldMinor + ",\"accounts\":" + accounts
                + ",\"transactions\":" + transactions + "}";
    }
}
