package org.pointwork.txn;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.PartyTotals;
import org.pointwork.journal.Reconciliation;
import org.pointwork.journal.Reconciliation.Result;
import org.pointwork.journal.ReconciliationStore.Entry;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Settlement;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.journal.TxnIds;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Kind;
import org.pointwork.model.Leg;
import org.pointwork.model.Trace;
import org.pointwork.model.TxnState;
import org.pointwork.txn.ReconciliationPolicy.Told;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes business days, and tells the partners that want to hear it what a day came to. The messages are stored with the
 * close, and sent as all that is stored.
 */
public final class DayEnd {
    private static final Logger LOG = LoggerFactory.getLogger(DayEnd.class);
    private static final DateTimeFormatter DE_7 =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    private final Services services;

    public DayEnd(Services services) {
        this.services = services;
    }

    /** @throws org.pointwork.journal.DayOpenException where the day is not over, or something of it is open */
    public DayClose close(LocalDate date, TxnIds ids) {
        Clock clock = services.clock();
        List<Told> told = services.reconciliation().partners();
        DayClose close = services.days()
                .close(
                        date,
                        services.journal().days(),
                        clock,
                        totals -> messages(date, told, totals, ids, clock.instant()));
        told.forEach(one -> services.legNews().stored(one.partner()));
        return close;
    }

    private List<Entry> messages(LocalDate date, List<Told> told, List<PartyTotals> totals, TxnIds ids, Instant now) {
        List<Entry> messages = new ArrayList<>();
        for (Told one : told) {
            totals.stream()
                    .filter(of -> of.issuer().equals(one.partner()))
                    .collect(
                            Collectors.toMap(PartyTotals::currency, PartyTotals::totals, DayTotals::plus, TreeMap::new))
                    .forEach((currency, sums) -> messages.add(message(date, one, currency, sums, ids.next(), now)));
        }
        return messages;
    }

    private Entry message(LocalDate date, Told told, String currency, DayTotals totals, long txnId, Instant now) {
        Map<Integer, String> elements = new TreeMap<>(totals.elements());
        elements.put(7, DE_7.format(now));
        elements.put(11, "%06d".formatted(1 + Math.floorMod(txnId, 999_999)));
        elements.put(15, Reversals.DE_15.format(date));
        elements.put(50, currency);
        told.institution().ifPresent(id -> elements.put(99, id));
        RequestRow row = row(date, told, elements, txnId, now);
        Leg leg = new Leg(
                txnId,
                row.day(),
                Leg.Kind.RECONCILIATION,
                told.partner(),
                row.mti(),
                elements,
                Optional.empty(),
                0,
                now,
                now);
        EventRow stored = new EventRow(
                TxnState.UNKNOWN,
                now,
                "",
                Optional.empty(),
                "",
                "day " + date + " in " + currency + " closed, stored for " + told.partner(),
                StoredAnswer.NONE);
        Reconciliation waiting = new Reconciliation(
                txnId,
                true,
                told.partner(),
                date,
                currency,
                now,
                Result.WAITING,
                totals.elements(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                StoredAnswer.NONE);
        return new Entry(row, stored, Optional.of(leg), new Reconciliation.Key(Long.toString(txnId), ""), waiting);
    }

    private RequestRow row(LocalDate date, Told told, Map<Integer, String> elements, long txnId, Instant now) {
        return new RequestRow(
                LocalDate.ofInstant(now, services.days().zone()),
                txnId,
                now,
                services.node(),
                "",
                "",
                told.message().mti(),
                new Kind.Reconciliation().label(),
                "",
                Optional.empty(),
                new byte[0],
                "",
                "",
                new Trace(elements.get(7), elements.get(11), "", "", "", "", ""),
                "",
                told.partner(),
                0,
                date,
                "");
    }

    /** Holds a partner's answer against our totals. */
    Settlement answered(RequestRow row, String link, CardMessage reply, Instant now) {
        Reconciliation asked = services.journal()
                .reconciliations()
                .byId(row.txnId())
                .orElseThrow(() -> new IllegalStateException("a stored message without its totals: " + row.txnId()));
        Judgement judgement = Judgement.ofIssuer(asked.ours(), reply);
        if (judgement.result() != Result.IN_BALANCE) {
            LOG.warn("{} does not agree with day {}: txn={}", asked.party(), asked.date(), asked.txnId());
        }
        StoredAnswer answer = new StoredAnswer(Map.of(39, reply.responseCode()));
        services.journal()
                .reconciliations()
                .answered(row.txnId(), judgement.result(), judgement.theirs(), judgement.differences(), answer);
        return Settlements.reconciled(row, judgement.event(asked.date(), asked.currency(), link, answer, now));
    }
}
