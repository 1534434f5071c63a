package org.pointwork.txn.step;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.Reconciliation;
import org.pointwork.journal.Reconciliation.Result;
import org.pointwork.journal.ReconciliationStore;
import org.pointwork.journal.ReconciliationStore.Entry;
import org.pointwork.journal.ReconciliationStore.Ours;
import org.pointwork.journal.ReconciliationStore.Stored;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Currency;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Fields;
import org.pointwork.model.ResponseCode;
import org.pointwork.model.Trace;
import org.pointwork.txn.JournalRows;
import org.pointwork.txn.Judgement;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what an acquirer says of a business day (0500, 0520) against our own totals of it, and answers with ours. Judged
 * once: a repeat gets the stored answer.
 *
 * <pre>
 *  DE 15         the day
 *  DE 50         the currency
 *  DE 74-77, 81  counts, DE 86-89 amounts, DE 97 the net: {@link DayTotals}
 *  DE 66         in the answer: 1 in balance, 2 out of balance, 0 no totals
 * </pre>
 */
public final class Reconcile extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);
    private static final int DATE = 15;
    private static final int CURRENCY = 50;
    private static final int SETTLEMENT_INSTITUTION = 99;

    /** A day that the acquirer may name, and its totals. */
    private record Asked(String acquirer, LocalDate date, String currency, Map<Integer, String> totals) {}

    @Override
    protected Decision act(Txn txn) {
        CardMessage request = txn.request();
        if (!services().reconciliation().doors().contains(txn.arrival().door().name())) {
            return refuse(ResponseCode.NOT_PERMITTED_TO_TERMINAL, "no reconciliation at this door");
        }
        Optional<Integer> missing = missing(request.fields());
        if (missing.isPresent()) {
            return malformed(txn, "DE " + missing.get() + " is missing");
        }
        Optional<LocalDate> date = JournalRows.nearest(
                request.fields().text(DATE), services().days().of(txn.arrival().receivedAt()));
        Optional<Currency> currency = Currency.of(request.fields().text(CURRENCY));
        if (date.isEmpty()) {
            return malformed(txn, "DE 15 is no date");
        }
        if (currency.isEmpty()) {
            return malformed(txn, "DE 50 is no currency");
        }
        return judge(
                txn,
                new Asked(
                        txn.arrival().door().acquirer(),
                        date.get(),
                        currency.get().numeric(),
                        DayTotals.said(request.fields())));
    }

    private static Optional<Integer> missing(Fields fields) {
        for (int de : new int[] {7, 11, DATE, CURRENCY}) {
            if (!fields.has(de)) {
                return Optional.of(de);
            }
        }
        return DayTotals.missing(fields);
    }

    private static Decision malformed(Txn txn, String why) {
        LOG.warn(
                "reconciliation refused: door={} stan={} {}",
                txn.arrival().door().name(),
                txn.request().trace().stan(),
                why);
        return refuse(ResponseCode.FORMAT_ERROR, why);
    }

    private Decision judge(Txn txn, Asked asked) {
        ReconciliationStore store = services().journal().reconciliations();
        Reconciliation.Key key = key(txn.request(), asked);
        Optional<Stored> before = store.find(key);
        if (before.isPresent()) {
            return repeated(txn, key, before.get());
        }
        if (!services().days().isOver(asked.date(), services().clock().instant())) {
            txn.answer(unavailable(txn.request()));
            return DONE;
        }
        Entry entry = entry(txn, asked, key, store.ours(asked.date(), asked.acquirer()));
        if (!store.store(entry)) {
            return repeated(txn, key, store.find(key).orElseThrow());
        }
        txn.answer(entry.reconciliation().answer());
        return NEXT;
    }

    private static Decision repeated(Txn txn, Reconciliation.Key key, Stored before) {
        if (!before.content().equals(key.content())) {
            return refuse(ResponseCode.DUPLICATE, "an earlier reconciliation has the same key and says something else");
        }
        txn.answer(before.answer());
        return DONE;
    }

    /** The day is not over: to be asked again, so nothing is kept. */
    private static CardMessage unavailable(CardMessage request) {
        CardMessage answer = request.answer(ResponseCode.CUTOVER);
        return answer.with(answer.fields().with(Judgement.SETTLEMENT_CODE, "0"));
    }

    private Entry entry(Txn txn, Asked asked, Reconciliation.Key key, Ours there) {
        Map<Integer, String> ours = there.byCurrency()
                .getOrDefault(asked.currency(), DayTotals.NONE)
                .elements();
        Judgement judgement = Judgement.ofAcquirer(ours, there.known(), asked.totals());
        if (judgement.result() != Result.IN_BALANCE) {
            LOG.warn("acquirer {} does not agree with day {}: txn={}", asked.acquirer(), asked.date(), txn.id());
        }
        StoredAnswer answer = answer(txn.request(), asked, ours, judgement);
        Instant now = services().clock().instant();
        RequestRow row = JournalRows.request(txn, services().node(), services().days());
        EventRow event = judgement.event(asked.date(), asked.currency(), "", answer, now);
        return new Entry(
                row,
                event,
                Optional.empty(),
                key,
                new Reconciliation(
                        txn.id(),
                        false,
                        asked.acquirer(),
                        asked.date(),
                        asked.currency(),
                        now,
                        judgement.result(),
                        ours,
                        asked.totals(),
                        judgement.differences(),
                        there.inFlight(),
                        there.late(),
                        answer));
    }

    private static StoredAnswer answer(
            CardMessage request, Asked asked, Map<Integer, String> ours, Judgement judgement) {
        Map<Integer, String> elements = new TreeMap<>();
        if (judgement.result() != Result.UNAVAILABLE) {
            elements.putAll(ours);
        }
        elements.put(39, judgement.responseCode());
        elements.put(CURRENCY, asked.currency());
        elements.put(Judgement.SETTLEMENT_CODE, judgement.settlementCode());
        if (request.fields().has(SETTLEMENT_INSTITUTION)) {
            elements.put(SETTLEMENT_INSTITUTION, request.fields().text(SETTLEMENT_INSTITUTION));
        }
        return new StoredAnswer(elements);
    }

    private static Reconciliation.Key key(CardMessage request, Asked asked) {
        Trace trace = request.trace();
        return new Reconciliation.Key(
                String.join(
                        "|",
                        List.of(
                                asked.acquirer(),
                                request.mti().duplicateClass(),
                                trace.acquirerId(),
                                trace.terminalId(),
                                trace.stan(),
                                trace.when(),
                                trace.rrn())),
                asked.date() + " " + asked.currency() + " " + asked.totals());
    }
}
