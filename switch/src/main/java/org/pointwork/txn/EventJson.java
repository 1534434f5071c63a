package org.pointwork.txn;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;

/** What subscribers hear of a transaction: enough to find it, nothing to misuse. */
final class EventJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EventJson() {}

    record Event(
            String txnId,
            String state,
            String at,
            String responseCode,
            String kind,
            String maskedPan,
            String amount,
            String currency,
            String rrn,
            String stan,
            String terminalId,
            String acquirer,
            String destination) {}

    static String of(RequestRow row, EventRow event) {
        return of(row, event.state().name(), event.at(), event.responseCode());
    }

    private static String of(RequestRow row, String state, Instant at, String responseCode) {
        try {
            return JSON.writeValueAsString(new Event(
                    Long.toString(row.txnId()),
                    state,
                    at.toString(),
                    responseCode,
                    row.kind(),
                    row.panFirst6().isEmpty() ? "" : row.panFirst6() + "******" + row.panLast4(),
                    row.amount().map(a -> Long.toString(a.minor())).orElse(""),
                    row.amount().map(a -> a.currency().numeric()).orElse(""),
                    row.trace().rrn(),
                    row.trace().stan(),
                    row.trace().terminalId(),
                    row.acquirer(),
                    row.destination()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of strings is always JSON", e);
        }
    }
}
