package org.pointwork.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.TransactionView;
import org.pointwork.model.Amount;
import org.pointwork.model.TxnState;

/**
 * A transaction as {@code GET /api/transactions} shows it: a fixed contract. Amounts are minor units as a string.
 *
 * @param amount what counts: what stands after a part was reversed, the amount approved where less than asked for was, else
 *     the amount asked for
 */
public record TransactionJson(
        String txnId,
        String state,
        String responseCode,
        String amount,
        String requestedAmount,
        String currency,
        String maskedPan,
        String kind,
        Map<String, String> references,
        List<Change> history) {

    /** One change of state. */
    public record Change(String state, Instant at, String responseCode, String link, String detail) {}

    static TransactionJson of(TransactionView view) {
        RequestRow request = view.request();
        return new TransactionJson(
                Long.toString(request.txnId()),
                view.state().name(),
                view.responseCode(),
                view.events().reversed().stream()
                        .flatMap(event -> event.approvedMinor().stream())
                        .findFirst()
                        .or(() -> requested(request))
                        .map(Object::toString)
                        .orElse(""),
                requested(request).map(Object::toString).orElse(""),
                request.amount().map(a -> a.currency().numeric()).orElse(""),
                request.panFirst6().isEmpty() ? "" : request.panFirst6() + "******" + request.panLast4(),
                request.kind(),
                references(request),
                history(view));
    }

    private static Optional<Long> requested(RequestRow request) {
        return request.amount().map(Amount::minor);
    }

    private static Map<String, String> references(RequestRow request) {
        Map<String, String> references = new TreeMap<>();
        references.put("rrn", request.trace().rrn());
        references.put("stan", request.trace().stan());
        references.put("mti", request.mti());
        references.put("terminalId", request.trace().terminalId());
        references.put("merchantId", request.merchantId());
        references.put("acquirer", request.acquirer());
        references.put("door", request.door());
        references.put("destination", request.destination());
        references.put("businessDate", request.businessDate().toString());
        return references;
    }

    /** A refused request was never forwarded, and its history does not say that it was. */
    private static List<Change> history(TransactionView view) {
        List<Change> history = new ArrayList<>();
        if (!view.request().destination().isEmpty()) {
            history.add(new Change(
                    TxnState.FORWARDED.name(),
                    view.receivedAt(),
                    "",
                    "",
                    view.request().route()));
        }
        for (EventRow event : view.events()) {
            history.add(
                    new Change(event.state().name(), event.at(), event.responseCode(), event.link(), event.detail()));
        }
        return history;
    }
}
