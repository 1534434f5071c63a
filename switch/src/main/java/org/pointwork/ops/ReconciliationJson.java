package org.pointwork.ops;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.pointwork.journal.PartyTotals;
import org.pointwork.journal.Reconciliation;
import org.pointwork.model.DayTotals;

/**
 * A business day held against what another side says it came to. Numbers of transactions are strings.
 *
 * @param with ACQUIRER where it asked us, ISSUER where we asked it
 * @param ours elements of our totals by DE number; so are {@code theirs}
 * @param inFlight of the day and without an end by then, in no totals
 * @param late of the day and approved or undone after its close, in no totals either
 */
public record ReconciliationJson(
        String txnId,
        String with,
        String party,
        LocalDate date,
        String currency,
        Instant at,
        String result,
        Map<Integer, String> ours,
        Map<Integer, String> theirs,
        List<String> differences,
        List<String> inFlight,
        List<String> late) {

    /** Amounts are minor units as strings. */
    record PartyJson(
            String acquirer,
            String issuer,
            String currency,
            SumJson credits,
            SumJson creditReversals,
            SumJson debits,
            SumJson debitReversals,
            long authorizations,
            String net) {
        static PartyJson of(PartyTotals of) {
            DayTotals totals = of.totals();
            return new PartyJson(
                    of.acquirer(),
                    of.issuer(),
                    of.currency(),
                    SumJson.of(totals.credits()),
                    SumJson.of(totals.creditReversals()),
                    SumJson.of(totals.debits()),
                    SumJson.of(totals.debitReversals()),
                    totals.authorizations(),
                    Long.toString(totals.netMinor()));
        }
    }

    record SumJson(long count, String amount) {
        static SumJson of(DayTotals.Sum sum) {
            return new SumJson(sum.count(), Long.toString(sum.minor()));
        }
    }

    static List<ReconciliationJson> of(List<Reconciliation> found) {
        return found.stream().map(ReconciliationJson::of).toList();
    }

    private static ReconciliationJson of(Reconciliation found) {
        return new ReconciliationJson(
                Long.toString(found.txnId()),
                found.askedByUs() ? "ISSUER" : "ACQUIRER",
                found.party(),
                found.date(),
                found.currency(),
                found.at(),
                found.result().name(),
                found.ours(),
                found.theirs(),
                found.differences(),
                strings(found.inFlight()),
                strings(found.late()));
    }

    private static List<String> strings(List<Long> numbers) {
        return numbers.stream().map(number -> Long.toString(number)).toList();
    }
}
