package org.pointwork.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.TxnState;

/** A transaction as an operator sees it: its request and all that became of it, oldest first. */
public record TransactionView(RequestRow request, List<EventRow> events) {

    public TxnState state() {
        return events.isEmpty() ? TxnState.FORWARDED : events.getLast().state();
    }

    /** What the acquirer was told, empty while it was told nothing. */
    public String responseCode() {
        return events.stream()
                .map(EventRow::responseCode)
                .filter(code -> !code.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The answer that a repeat gets, nothing while there is none. */
    public Optional<StoredAnswer> answer() {
        return events.stream()
                .map(EventRow::answer)
                .filter(answer -> !answer.elements().isEmpty())
                .findFirst();
    }

    public Optional<Long> approvedMinor() {
        return events.stream().flatMap(event -> event.approvedMinor().stream()).findFirst();
    }

    /** What of it holds now, in minor units: 0 where it is not approved or was taken back, less where a part was. */
    public long standingMinor() {
        return switch (state()) {
            case APPROVED -> approvedMinor().or(this::requestedMinor).orElse(0L);
            case REVERSING, REVERSED ->
                events.stream()
                        .filter(event -> event.state() == TxnState.REVERSING)
                        .findFirst()
                        .flatMap(EventRow::approvedMinor)
                        .orElse(0L);
            case FORWARDED, DECLINED, UNKNOWN -> 0;
        };
    }

    private Optional<Long> requestedMinor() {
        return request.amount().map(Amount::minor);
    }

    public Instant receivedAt() {
        return request.receivedAt();
    }
}
