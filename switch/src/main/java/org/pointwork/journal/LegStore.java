package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pointwork.model.Leg;

/** The messages that must still reach a partner, as a queue in the journal. */
public final class LegStore {
    private static final String INSERT = """
            insert into leg (txn_id, day, kind, destination, mti, elements, sealed_pan, state, attempts, next_at,
                             created_at, last_error, leased_until, card, terminal)
            select i.txn_id, i.day, i.kind, i.destination, i.mti, i.elements, i.sealed_pan, 'PENDING', i.attempts,
                   i.next_at, i.created_at, '', case when i.next_at > i.created_at then i.next_at end,
                   nullif(r.pan_token, ''), r.acquirer || '/' || nullif(r.terminal_id, '')
              from (values (?::bigint, ?::date, ?::text, ?::text, ?::text, ?::text, ?::bytea, ?::int, ?::timestamptz,
                            ?::timestamptz))
                   as i(txn_id, day, kind, destination, mti, elements, sealed_pan, attempts, next_at, created_at)
              left join request r on r.day = i.day and r.txn_id = i.txn_id
            on conflict (txn_id, kind) do update
               set mti = excluded.mti, next_at = excluded.next_at, leased_until = null
             where leg.kind = 'ADVICE' and leg.attempts = 0""";

    /** A free message that is due, and before which nothing of its card and nothing of its terminal is waiting. */
    private static final String TAKE = """
            with due as (
                select l.txn_id, l.kind, l.mti from leg l
                 where l.state = 'PENDING' and l.destination = ? and l.next_at <= ?
                   and (l.leased_until is null or l.leased_until <= ?)
                   and not exists (select 1 from leg e
                                    where e.state = 'PENDING' and e.destination = l.destination and e.card = l.card
                                      and (e.created_at, e.txn_id) < (l.created_at, l.txn_id))
                   and not exists (select 1 from leg e
                                    where e.state = 'PENDING' and e.destination = l.destination
                                      and e.terminal = l.terminal
                                      and (e.created_at, e.txn_id) < (l.created_at, l.txn_id))
                 order by l.created_at, l.txn_id limit ? for update skip locked),
            taken as (
                update leg l set attempts = attempts + 1, leased_until = ?,
                       mti = lpad((l.mti::int | 1)::text, 4, '0')
                  from due where l.txn_id = due.txn_id and l.kind = due.kind
                returning l.txn_id, l.day, l.kind, l.destination, due.mti, l.elements, l.sealed_pan, l.attempts,
                          l.next_at, l.created_at)
            select * from taken order by created_at, txn_id""";

    /** Of whoever took it: one who was held up past its lease has nothing to say about it any more. */
    private static final String HELD = " where txn_id = ? and kind = ? and state = 'PENDING' and attempts = ?";

    private static final String FINISH =
            "update leg set state = 'DONE', sealed_pan = null where txn_id = ? and kind = ?";

    private final DataSource database;

    LegStore(DataSource database) {
        this.database = database;
    }

    /** A leg with its state, for operators; {@code mti} is what the next try is sent as. */
    public record Status(
            long txnId,
            Leg.Kind kind,
            String destination,
            String mti,
            String state,
            int attempts,
            Instant nextAt,
            String lastError) {}

    /**
     * Stores what must be sent. A leg that is there already stays as it is, but for an advice stored with its claim whose
     * first try never left: that is due now, and not a repeat.
     */
    static void insert(Connection connection, List<Leg> legs) throws SQLException {
        if (legs.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (Leg leg : legs) {
                insert.setLong(1, leg.txnId());
                insert.setObject(2, leg.day());
                insert.setString(3, leg.kind().name());
                insert.setString(4, leg.destination());
                insert.setString(5, leg.mti());
                insert.setString(6, StoredAnswer.json(leg.elements()));
                insert.setBytes(7, leg.sealedPan().orElse(null));
                insert.setInt(8, leg.attempts());
                insert.setObject(9, Sql.at(leg.nextAt()));
                insert.setObject(10, Sql.at(leg.createdAt()));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Erases the PAN with the need for it. */
    static void finish(Connection connection, List<Settlement> settlements) throws SQLException {
        if (settlements.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(FINISH)) {
            for (Settlement settlement : settlements) {
                update.setLong(1, settlement.txnId());
                update.setString(2, settlement.legDone().orElseThrow().name());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    /**
     * Takes what is due for a partner, oldest first, and counts the attempt before it is made: after a crash between
     * sending and hearing, the message goes out again marked as a repeat. The lease keeps other nodes off meanwhile.
     * What waits behind an older message of its card or terminal is not taken before that one is done or given up.
     */
    public List<Leg> take(String destination, Instant now, Duration lease, int most) {
        return Sql.query(
                database, TAKE, LegStore::leg, destination, Sql.at(now), Sql.at(now), most, Sql.at(now.plus(lease)));
    }

    /** The partners that something is due for. */
    public List<String> due(Instant now) {
        return Sql.query(
                database,
                "select distinct destination from leg where state = 'PENDING' and next_at <= ?"
                        + " and (leased_until is null or leased_until <= ?)",
                row -> row.getString(1),
                Sql.at(now),
                Sql.at(now));
    }

    /** The attempt came to nothing: not before {@code nextAt} again, as a repeat. */
    public void retry(Leg leg, Instant nextAt, String why) {
        Sql.update(
                database,
                "update leg set next_at = ?, leased_until = null, last_error = ?" + HELD,
                Sql.at(nextAt),
                why,
                leg.txnId(),
                leg.kind().name(),
                leg.attempts());
    }

    /** As {@link #retry}, of one that never left: what is sent next is as much a repeat as this would have been. */
    public void unsent(Leg leg, Instant nextAt, String why) {
        Sql.update(
                database,
                "update leg set next_at = ?, leased_until = null, last_error = ?, mti = ?" + HELD,
                Sql.at(nextAt),
                why,
                leg.mti(),
                leg.txnId(),
                leg.kind().name(),
                leg.attempts());
    }

    /** Given up until an operator replays it. The PAN stays sealed: without it there is nothing to replay. */
    public void bury(Leg leg, String why) {
        Sql.update(
                database,
                "update leg set state = 'DEAD', leased_until = null, last_error = ?" + HELD,
                why,
                leg.txnId(),
                leg.kind().name(),
                leg.attempts());
    }

    /** Due at once again, the given-up ones too; says how many. One that is being sent now stays with who sends it. */
    public int replay(String destination, Instant now) {
        return Sql.update(
                database,
                "update leg set state = 'PENDING', next_at = ? where state in ('PENDING', 'DEAD') and destination = ?",
                Sql.at(now),
                destination);
    }

    /** As {@link #replay}, what one transaction has waiting; names the partners that it waits for. */
    public List<String> replay(long txnId, Instant now) {
        return Sql.query(
                database,
                "update leg set state = 'PENDING', next_at = ? where state in ('PENDING', 'DEAD') and txn_id = ?"
                        + " returning destination",
                row -> row.getString(1),
                Sql.at(now),
                txnId);
    }

    /** What waits for its next try has waited long enough: the partner is back. */
    public void hurry(String destination, Instant now) {
        Sql.update(
                database,
                "update leg set next_at = ? where state = 'PENDING' and destination = ? and next_at > ?",
                Sql.at(now),
                destination,
                Sql.at(now));
    }

    public List<Status> waiting(int most) {
        return Sql.query(
                database,
                "select * from leg where state <> 'DONE' order by created_at limit ?",
                row -> new Status(
                        row.getLong("txn_id"),
                        Leg.Kind.valueOf(row.getString("kind")),
                        row.getString("destination"),
                        row.getString("mti"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        Sql.instant(row, "next_at"),
                        row.getString("last_error")),
                most);
    }

    /** What the switch approved for an issuer that has not agreed to it yet, or refuses to. */
    public record StandIn(
            long txnId,
            String issuer,
            String state,
            String lastError,
            Instant at,
            String rrn,
            String terminalId,
            String panFirst6,
            String panLast4,
            long minor,
            String currency) {}

    /** Oldest first. */
    public List<StandIn> standIns(int most) {
        return Sql.query(
                database,
                """
                select l.txn_id, l.destination, l.state, l.last_error, l.created_at, r.rrn, r.terminal_id,
                       r.pan_first6, r.pan_last4, coalesce(r.amount_minor, 0) as minor, r.currency
                  from leg l join request r on r.day = l.day and r.txn_id = l.txn_id
                 where l.kind = 'STAND_IN' and l.state <> 'DONE' order by l.created_at limit ?""",
                row -> new StandIn(
                        row.getLong("txn_id"),
                        row.getString("destination"),
                        row.getString("state"),
                        row.getString("last_error"),
                        Sql.instant(row, "created_at"),
                        row.getString("rrn"),
                        row.getString("terminal_id"),
                        row.getString("pan_first6"),
                        row.getString("pan_last4"),
                        row.getLong("minor"),
                        row.getString("currency")),
                most);
    }

    /** The advice of a stand-in that was given up: refused, or tried too often. */
    public Optional<Leg> refusedStandIn(long txnId) {
        return Sql.query(
                        database,
                        "select * from leg where txn_id = ? and kind = 'STAND_IN' and state = 'DEAD'",
                        LegStore::leg,
                        txnId)
                .stream()
                .findFirst();
    }

    public long pending() {
        return Sql.query(database, "select count(*) from leg where state = 'PENDING'", row -> row.getLong(1))
                .getFirst();
    }

    private static Leg leg(ResultSet row) throws SQLException {
        return new Leg(
                row.getLong("txn_id"),
                row.getObject("day", LocalDate.class),
                Leg.Kind.valueOf(row.getString("kind")),
                row.getString("destination"),
                row.getString("mti"),
                StoredAnswer.elements(row.getString("elements")),
                Optional.ofNullable(row.getBytes("sealed_pan")),
                row.getInt("attempts"),
                Sql.instant(row, "next_at"),
                Sql.instant(row, "created_at"));
    }
}
