package org.pointwork.journal;

import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.TxnState;

/** How the records of every payment become rows. */
final class Tables {
    /** The number of the event that decides what became of a request. */
    static final int FIRST = 1;

    private Tables() {}

    /** What a commit of claims writes: its requests, and one row with their card numbers. */
    sealed interface Claimed {}

    /** @param key nothing for a refused request, which may come again */
    record Request(RequestRow row, Optional<Claim.Key> key) implements Claimed {}

    /** @param matchKeys under which reversals of its requests may have come before; not stored */
    record Batch(int node, SealedPans pans, long[] matchKeys) implements Claimed {}

    record Event(LocalDate day, long txnId, int seq, EventRow row) {}

    static final Rows<Request> REQUEST = Rows.<Request>into("request")
            .date("day", request -> request.row().day())
            .bigint("txn_id", request -> request.row().txnId())
            .optionalBigint("trace_key", request -> request.key().map(Claim.Key::trace))
            .optionalBigint("once_key", request -> request.key().map(Claim.Key::once))
            .optionalBigint("content", request -> request.key().map(Claim.Key::content))
            .timestamptz("received_at", request -> request.row().receivedAt())
            .smallint("node", request -> request.row().node())
            .text("acquirer", request -> request.row().acquirer())
            .text("door", request -> request.row().door())
            .text("mti", request -> request.row().mti())
            .text("kind", request -> request.row().kind())
            .text("processing_code", request -> request.row().processingCode())
            .optionalBigint("amount_minor", request -> request.row().amount().map(Amount::minor))
            .text("currency", request -> currency(request.row().amount()))
            .bytea("pan_token", request -> request.row().panToken())
            .text("pan_first6", request -> request.row().panFirst6())
            .text("pan_last4", request -> request.row().panLast4())
            .text("transmitted_at", request -> request.row().trace().transmittedAt())
            .text("stan", request -> request.row().trace().stan())
            .text("local_time", request -> request.row().trace().localTime())
            .text("local_date", request -> request.row().trace().localDate())
            .text("acquirer_id", request -> request.row().trace().acquirerId())
            .text("rrn", request -> request.row().trace().rrn())
            .text("terminal_id", request -> request.row().trace().terminalId())
            .text("merchant_id", request -> request.row().merchantId())
            .text("destination", request -> request.row().destination())
            .smallint("posted_sign", request -> request.row().postedSign())
            .date("business_date", request -> request.row().businessDate())
            .text("route", request -> request.row().route());

    private static final Rows<Batch> BATCH = Rows.<Batch>into("sealed_batch")
            .smallint("batch_node", Batch::node)
            .bigint("batch_id", batch -> batch.pans().id())
            .bigint("batch_first", batch -> batch.pans().firstTxnId())
            .bigint("batch_last", batch -> batch.pans().lastTxnId())
            .bytea("sealed", batch -> batch.pans().sealed())
            .bigints("match_keys", Batch::matchKeys);

    /** Fails with {@link NewRows#LOOK} where one of the requests may be too late or reversed already. */
    static final Rows<Claimed> CLAIMED =
            Rows.<Claimed>into("claimed").of(Batch.class, BATCH).of(Request.class, REQUEST);

    static final Rows<Event> EVENT = Rows.<Event>into("event")
            .date("day", Event::day)
            .bigint("txn_id", Event::txnId)
            .smallint("seq", Event::seq)
            .text("state", event -> event.row().state().name())
            .timestamptz("at", event -> event.row().at())
            .text("response_code", event -> event.row().responseCode())
            .optionalBigint("approved_minor", event -> event.row().approvedMinor())
            .text("link", event -> event.row().link())
            .text("detail", event -> event.row().detail())
            .text("answer", event -> event.row().answer().json());

    /** The number of an event that follows the first: by its state, so that numbers and states have one order. */
    static int later(TxnState state) {
        return switch (state) {
            case FORWARDED, UNKNOWN -> throw new IllegalArgumentException(state + " follows no other state");
            case APPROVED -> 2;
            case DECLINED -> 3;
            case REVERSING -> 4;
            case REVERSED -> 5;
        };
    }

    private static String currency(Optional<Amount> amount) {
        return amount.map(a -> a.currency().numeric()).orElse("");
    }
}
