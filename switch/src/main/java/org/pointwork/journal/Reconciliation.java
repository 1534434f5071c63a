package org.pointwork.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A business day held against what the other side says it came to.
 *
 * @param txnId of the message, which is in the journal as a request with its events
 * @param askedByUs whether we asked an issuer; an acquirer asked us otherwise
 * @param party the acquirer, or the partner
 * @param ours elements of our totals, as DE number and value; so are {@code theirs}
 * @param differences one for each element that is not the same on both sides
 * @param inFlight of the day, and without an end by then: not in our totals. The oldest of them
 * @param late of the day, and approved or undone after its close: not in our totals either. The oldest of them
 * @param answer what was answered
 */
public record Reconciliation(
        long txnId,
        boolean askedByUs,
        String party,
        LocalDate date,
        String currency,
        Instant at,
        Result result,
        Map<Integer, String> ours,
        Map<Integer, String> theirs,
        List<String> differences,
        List<Long> inFlight,
        List<Long> late,
        StoredAnswer answer) {

    /** What came of it. */
    public enum Result {
        /** The partner has not answered. */
        WAITING,
        IN_BALANCE,
        OUT_OF_BALANCE,
        /** One side has no totals. */
        UNAVAILABLE
    }

    /** Digests of what tells one message from every other, and of what it says. */
    public record Key(String once, String content) {}
}
