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
                             created_at, last_error)
            values (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?, '') on conflict do nothing""";
    private static final String FINISH =
            "update leg set state = 'DONE', sealed_pan = null where txn_id = ? and kind = ?";

    private final DataSource database;

    LegStore(DataSource database) {
        this.database = database;
    }

    /** A leg with its state, for operators. */
    public record Status(
            long txnId,
            Leg.Kind kind,
            String destination,
            String state,
            int attempts,
            Instant nextAt,
            String lastError) {}

    /** Stores what must be sent; a leg that is there already stays as it is. */
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
     */
    public List<Leg> take(String destination, Instant now, Duration lease, int most) {
        return Sql.query(database, """
                with taken as (
                    update leg set attempts = attempts + 1, next_at = ?
                     where (txn_id, kind) in (
                           select txn_id, kind from leg
                            where state = 'PENDING' and destination = ? and next_at <= ?
                            order by created_at, txn_id limit ? for update skip locked)
                    returning *)
                select * from taken order by created_at, txn_id""", LegStore::leg, Sql.at(now.plus(lease)), destination, Sql.at(now), most);
    }

    /** The partners that something is due for. */
    public List<String> due(Instant now) {
        return Sql.query(
                database,
                "select distinct destination from leg where state = 'PENDING' and next_at <= ?",
                row -> row.getString(1),
                Sql.at(now));
    }

    /** The attempt came to nothing: not before {@code nextAt} again. */
    public void retry(Leg leg, Instant nextAt, String why) {
        Sql.update(
                database,
                "update leg set next_at = ?, last_error = ? where txn_id = ? and kind = ? and state = 'PENDING'",
                Sql.at(nextAt),
                why,
                leg.txnId(),
                leg.kind().name());
    }

    /** Given up until an operator replays it. The PAN stays sealed: without it there is nothing to replay. */
    public void bury(Leg leg, String why) {
        Sql.update(
                database,
                "update leg set state = 'DEAD', last_error = ? where txn_id = ? and kind = ? and state = 'PENDING'",
                why,
                leg.txnId(),
                leg.kind().name());
    }

    /** Due at once again, the given-up ones too; says how many. */
    public int replay(String destination, Instant now) {
        return Sql.update(
                database,
                "update leg set state = 'PENDING', next_at = ? where state in ('PENDING', 'DEAD') and destination = ?",
                Sql.at(now),
                destination);
    }

    public List<Status> waiting(int most) {
        return Sql.query(
                database,
                "select * from leg where state <> 'DONE' order by created_at limit ?",
                row -> new Status(
                        row.getLong("txn_id"),
                        Leg.Kind.valueOf(row.getString("kind")),
                        row.getString("destination"),
                        row.getString("state"),
                        row.getInt("attempts"),
                        Sql.instant(row, "next_at"),
                        row.getString("last_error")),
                most);
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
