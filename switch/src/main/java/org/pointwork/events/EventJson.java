package org.pointwork.events;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.pointwork.journal.Outbox;

/** What subscribers hear of a transaction: enough to find it, nothing to misuse. */
final class EventJson {
    private static final int USUAL_LENGTH = 384;

    private final StringBuilder json = new StringBuilder(USUAL_LENGTH);

    private EventJson() {}

    static String of(Outbox.Event event) {
        return new EventJson()
                .with("txnId", Long.toString(event.txnId()))
                .with("state", event.state().name())
                .with("at", event.at().toString())
                .with("responseCode", event.responseCode())
                .with("kind", event.kind())
                .with("maskedPan", event.panFirst6().isEmpty() ? "" : event.panFirst6() + "******" + event.panLast4())
                .with(
                        "amount",
                        event.amountMinor().map(minor -> Long.toString(minor)).orElse(""))
                .with("currency", event.currency())
                .with("rrn", event.rrn())
                .with("stan", event.stan())
                .with("terminalId", event.terminalId())
                .with("acquirer", event.acquirer())
                .with("destination", event.destination())
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
