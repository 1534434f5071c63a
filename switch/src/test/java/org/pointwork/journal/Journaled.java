package org.pointwork.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.model.Leg;
import org.pointwork.model.Pan;
import org.pointwork.model.TxnState;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestDatabase;

/** Claims, settlements and legs for a row, as plain as they come. */
final class Journaled {
    static final byte[] SEALED = "sealed".getBytes(StandardCharsets.US_ASCII);

    private Journaled() {}

    static final Pan PAN = new Pan("4000000000000002");

    static Claim claim(RequestRow row) {
        return claim(row, key(row));
    }

    static Claim claim(RequestRow row, Claim.Key key) {
        return new Claim(row, key, PAN, Optional.empty(), List.of(), Optional.empty());
    }

    /** What the switch makes of it, more or less. */
    static Claim.Key key(RequestRow row) {
        long trace = Digest.trace(
                row.acquirer(), row.trace().terminalId(), row.trace().stan());
        return new Claim.Key(trace, Digest.of(row.trace().stan(), row.trace().rrn()), Digest.of("content"));
    }

    /** A request without its first event. */
    static long open(String database, String condition) {
        return TestDatabase.number(
                database,
                "select count(*) from request r where " + condition
                        + " and not exists (select 1 from event e where e.txn_id = r.txn_id and e.day = r.day and e.seq = 1)");
    }

    static EventRow event(TxnState state, Instant at, Optional<Long> approved) {
        return new EventRow(state, at, "00", approved, "issuer-demo/primary", "", new StoredAnswer(Map.of(39, "00")));
    }

    static EventRow event(TxnState state, Instant at) {
        return event(state, at, Optional.empty());
    }

    /** An outcome ends a forwarded request; what comes after one does not. */
    private static boolean closes(EventRow... events) {
        return events[0].state() != TxnState.REVERSING && events[0].state() != TxnState.REVERSED;
    }

    static Settlement settlement(RequestRow row, EventRow... events) {
        return closes(events) ? Settlement.outcome(row, List.of(events)) : Settlement.following(row, List.of(events));
    }

    static Settlement storing(RequestRow row, Leg leg, EventRow... events) {
        return settlement(row, events).storing(Optional.of(leg));
    }

    static Settlement finishing(RequestRow row, Leg.Kind done, EventRow... events) {
        return Settlement.following(row, List.of(events)).finishing(Optional.of(done));
    }

    static Leg leg(long txnId, String destination, Instant createdAt) {
        return new Leg(
                txnId,
                LocalDate.now(),
                Leg.Kind.REVERSAL,
                destination,
                "0420",
                Map.of(11, "000001", 39, "00"),
                Optional.of(SEALED),
                0,
                createdAt,
                createdAt);
    }

    /** What subscribers have not heard yet, by its keys; they have heard it now. */
    static List<String> published(Journal journal) {
        List<String> keys = new ArrayList<>();
        journal.outbox().begin();
        Await.until("all events are published", () -> {
            journal.outbox()
                    .<RuntimeException>publish(1_000, events -> events.forEach(event -> keys.add(event.onceKey())));
            return journal.outbox().depth() == 0;
        });
        return keys;
    }
}
