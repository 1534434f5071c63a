package org.pointwork.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.pointwork.model.Amount;
import org.pointwork.model.Leg;

/** How each record becomes a row. */
final class Tables {
    private Tables() {}

    /** An event or an outbox entry together with the transaction it is of. */
    record Of<T>(LocalDate day, long txnId, T row) {}

    record EarlyReversal(UUID matchKey, Instant at) {}

    static final Rows<Claim> CLAIM = Rows.<Claim>into("claim")
            .column("day", "date", claim -> claim.request().day())
            .column("key", "uuid", Claim::key)
            .column("content", "uuid", Claim::content)
            .column("txn_id", "bigint", claim -> claim.request().txnId());

    static final Rows<Claim> OPEN_REQUEST = Rows.<Claim>into("open_request")
            .column("txn_id", "bigint", claim -> claim.request().txnId())
            .column("day", "date", claim -> claim.request().day())
            .column("node", "smallint", claim -> claim.request().node())
            .column("sealed_pan", "bytea", claim -> claim.sealedPan().orElse(null));

    static final Rows<EarlyReversal> EARLY_REVERSAL = Rows.<EarlyReversal>into("early_reversal")
            .column("match_key", "uuid", EarlyReversal::matchKey)
            .column("at", "timestamptz", EarlyReversal::at);

    static final Rows<RequestRow> REQUEST = Rows.<RequestRow>into("request")
            .column("day", "date", RequestRow::day)
            .column("txn_id", "bigint", RequestRow::txnId)
            .column("received_at", "timestamptz", RequestRow::receivedAt)
            .column("node", "smallint", RequestRow::node)
            .column("acquirer", "text", RequestRow::acquirer)
            .column("door", "text", RequestRow::door)
            .column("mti", "text", RequestRow::mti)
            .column("kind", "text", RequestRow::kind)
            .column("processing_code", "text", RequestRow::processingCode)
            .column("amount_minor", "bigint", row -> minor(row.amount()))
            .column("currency", "text", row -> currency(row.amount()))
            .column("pan_token", "bytea", RequestRow::panToken)
            .column("pan_first6", "text", RequestRow::panFirst6)
            .column("pan_last4", "text", RequestRow::panLast4)
            .column("transmitted_at", "text", row -> row.trace().transmittedAt())
            .column("stan", "text", row -> row.trace().stan())
            .column("local_time", "text", row -> row.trace().localTime())
            .column("local_date", "text", row -> row.trace().localDate())
            .column("acquirer_id", "text", row -> row.trace().acquirerId())
            .column("rrn", "text", row -> row.trace().rrn())
            .column("terminal_id", "text", row -> row.trace().terminalId())
            .column("merchant_id", "text", RequestRow::merchantId)
            .column("destination", "text", RequestRow::destination)
            .column("posted_sign", "smallint", RequestRow::postedSign)
            .column("business_date", "date", RequestRow::businessDate);

    static final Rows<Of<EventRow>> EVENT = Rows.<Of<EventRow>>into("event")
            .column("day", "date", Of::day)
            .column("txn_id", "bigint", Of::txnId)
            .column("state", "text", of -> of.row().state().name())
            .column("at", "timestamptz", of -> of.row().at())
            .column("response_code", "text", of -> of.row().responseCode())
            .column("approved_minor", "bigint", of -> of.row().approvedMinor().orElse(null))
            .column("link", "text", of -> of.row().link())
            .column("detail", "text", of -> of.row().detail())
            .column("answer", "text", of -> of.row().answer().json());

    static final Rows<Leg> LEG = Rows.<Leg>into("leg")
            .column("txn_id", "bigint", Leg::txnId)
            .column("day", "date", Leg::day)
            .column("kind", "text", Leg::kind)
            .column("destination", "text", Leg::destination)
            .column("mti", "text", Leg::mti)
            .column("elements", "text", leg -> StoredAnswer.json(leg.elements()))
            .column("sealed_pan", "bytea", leg -> leg.sealedPan().orElse(null))
            .column("state", "text", _ -> "PENDING")
            .column("attempts", "int", Leg::attempts)
            .column("next_at", "timestamptz", Leg::nextAt)
            .column("created_at", "timestamptz", Leg::createdAt)
            .column("last_error", "text", _ -> "");

    static final Rows<Of<Settlement>> OUTBOX = Rows.<Of<Settlement>>into("outbox")
            .column("txn_id", "bigint", Of::txnId)
            .column("state", "text", of -> of.row().events().getLast().state().name())
            .column("payload", "text", of -> of.row().outboxPayload())
            .column(
                    "created_at",
                    "timestamptz",
                    of -> of.row().events().getLast().at());

    private static Object minor(Optional<Amount> amount) {
        return amount.map(Amount::minor).orElse(null);
    }

    private static String currency(Optional<Amount> amount) {
        return amount.map(a -> a.currency().numeric()).orElse("");
    }
}
