package org.pointwork.ops;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.pointwork.journal.DayClose;

/** A closed business day. Amounts are minor units as a string. */
public record DayJson(
        LocalDate date,
        Instant closedAt,
        String digest,
        long items,
        long givenUp,
        List<TotalJson> totals,
        List<LateJson> late) {

    /** One line of the totals; {@code late} ones are of days that were closed before. */
    public record TotalJson(
            String acquirer,
            String issuer,
            String currency,
            boolean late,
            long debits,
            String debitAmount,
            long credits,
            String creditAmount,
            String net) {}

    /** An item of a day that was closed before. */
    public record LateJson(String txnId, LocalDate originalDate, String amount) {}

    static DayJson of(DayClose day) {
        return new DayJson(
                day.date(),
                day.closedAt(),
                day.digest(),
                day.items(),
                day.givenUp(),
                day.totals().stream().map(DayJson::of).toList(),
                day.late().stream()
                        .map(late -> new LateJson(
                                Long.toString(late.txnId()), late.originalDate(), Long.toString(late.minor())))
                        .toList());
    }

    private static TotalJson of(DayClose.Total total) {
        return new TotalJson(
                total.acquirer(),
                total.issuer(),
                total.currency(),
                total.late(),
                total.debits(),
                Long.toString(total.debitMinor()),
                total.credits(),
                Long.toString(total.creditMinor()),
                Long.toString(total.netMinor()));
    }
}
