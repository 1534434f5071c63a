package org.pointwork.txn;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.pointwork.journal.Claim;
import org.pointwork.journal.Digest;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;
import org.pointwork.model.Trace;
import org.pointwork.route.Routed;

/** A transaction as the journal will keep it. */
public final class JournalRows {
    private JournalRows() {}

    public static RequestRow request(Txn txn, int node, BusinessDays days) {
        CardMessage request = txn.request();
        Instant received = txn.arrival().receivedAt();
        LocalDate today = LocalDate.ofInstant(received, days.zone());
        Optional<Pan> pan = request.pan();
        return new RequestRow(
                day(request.trace(), today),
                txn.id(),
                received,
                node,
                txn.arrival().door().acquirer(),
                txn.arrival().door().name(),
                request.mti().digits(),
                request.kind().label(),
                request.processingCode().digits(),
                request.amount(),
                txn.panToken(),
                pan.map(Pan::first6).orElse(""),
                pan.map(Pan::last4).orElse(""),
                request.trace(),
                printable(request.fields().text(42)),
                txn.partner().orElse(""),
                request.kind().postedSign(),
                days.of(received),
                txn.route().map(Routed::reason).orElse(""));
    }

    /** Of a request that was refused before it counted as forwarded: it went nowhere. */
    public static RequestRow refused(Txn txn, int node, BusinessDays days) {
        return request(txn, node, days).to("", "");
    }

    /** What may happen once, and what it says: a repeat folds into its original. */
    public static Claim.Key key(RequestRow row, CardMessage request) {
        Trace trace = row.trace();
        return new Claim.Key(
                Digest.trace(row.acquirer(), trace.terminalId(), trace.stan()),
                Digest.of(
                        row.acquirer(),
                        request.mti().duplicateClass(),
                        trace.acquirerId(),
                        trace.terminalId(),
                        trace.stan(),
                        trace.when(),
                        trace.rrn()),
                Digest.of(
                        row.panToken(),
                        row.processingCode(),
                        request.fields().text(4),
                        request.fields().text(49)));
    }

    /**
     * The day of the message's own clock, in the year that brings it nearest to today: DE 13 and DE 7 have none. The same
     * message gives the same day before and after midnight, cutover and New Year.
     */
    static LocalDate day(Trace trace, LocalDate today) {
        return nearest(trace.when(), today).orElse(today);
    }

    /** @param monthAndDay MMDD, whatever may follow; nothing comes of what is no date */
    public static Optional<LocalDate> nearest(String monthAndDay, LocalDate today) {
        if (monthAndDay.length() < 4) {
            return Optional.empty();
        }
        try {
            MonthDay date = MonthDay.of(
                    Integer.parseInt(monthAndDay.substring(0, 2)), Integer.parseInt(monthAndDay.substring(2, 4)));
            return Arrays.stream(new int[] {-1, 0, 1})
                    .mapToObj(years -> date.atYear(today.getYear() + years))
                    .min(Comparator.comparingLong(day -> Math.abs(day.toEpochDay() - today.toEpochDay())));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Inert in any log and storable in any database: control characters and what is not ASCII become dots. */
    static String printable(String text) {
        return text.strip().replaceAll("[^ -~]", ".");
    }
}
