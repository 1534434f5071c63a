package org.pointwork.txn;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;

/** What subscribers hear of a transaction: enough to find it, nothing to misuse. */
final class EventJson {
    private static final int USUAL_LENGTH = 384;

    private final StringBuilder json = new StringBuilder(USUAL_LENGTH);

    private EventJson() {}

    static String of(RequestRow row, EventRow event) {
        return new EventJson()
                .with("txnId", Long.toString(row.txnId()))
                .with("state", event.state().name())
                .with("at", event.at().toString())
                .with("responseCode", event.responseCode())
                .with("kind", row.kind())
                .with("maskedPan", row.panFirst6().isEmpty() ? "" : row.panFirst6() + "******" + row.panLast4())
                .with("amount", row.amount().map(a -> Long.toString(a.minor())).orElse(""))
                .with("currency", row.amount().map(a -> a.currency().numeric()).orElse(""))
                .with("rrn", row.trace().rrn())
                .with("stan", row.trace().stan())
                .with("terminalId", row.trace().terminalId())
                .with("acquirer", row.acquirer())
                .with("destination", row.destination())
                .done();
    }

    /** Names are ours and plain; values come from messages. */
    private EventJson with(String name, String value) {
        json.append(json.isEmpty() ? '{' : ',').append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, json);
        json.append('"');
        return this;
    }

    private String done() {
        return json.append('}').toString();
    }
}
