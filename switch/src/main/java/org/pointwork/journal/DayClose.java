package org.pointwork.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A closed business day.
 *
 * @param digest SHA-256 over every item that the totals sum, in the order of their numbers
 * @param items how many those are
 * @param givenUp messages of the day that reached nobody and wait for an operator; the totals do not depend on them
 */
public record DayClose(
        LocalDate date,
        Instant closedAt,
        String digest,
        long items,
        long givenUp,
        List<Total> totals,
        List<Late> late) {

    /**
     * What one acquirer's cards of one issuer moved in one currency, in minor units.
     *
     * @param late of days that were closed before: undone since, or approved since
     */
    public record Total(
            String acquirer,
            String issuer,
            String currency,
            boolean late,
            long debits,
            long debitMinor,
            long credits,
            long creditMinor) {
        public long netMinor() {
            return debitMinor - creditMinor;
        }
    }

    /** An item of a day that was closed before; {@code minor} is less than 0 where it takes something back. */
    public record Late(long txnId, LocalDate originalDate, long minor) {}
}
