package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pointwork.model.TxnState;

/**
 * The journal's events as subscribers get them: in the order of their commits, each after it was committed. Commits become
 * visible in another order than they began, so only what began before every commit that is under way is taken, and a mark
 * says how far that was: nothing is left out, whichever node wrote it.
 */
public final class Outbox {
    private static final String BEGIN = "insert into outbox_mark (published) values ('0') on conflict do nothing";
    private static final String MARK = "select published from outbox_mark for update skip locked";
    private static final String MOVE = "update outbox_mark set published = ?::xid8";
    /** All events of one commit are taken together, so that the mark stands between two. */
    private static final String NEXT = """
            with due as (select xid from event where xid > ?::xid8 and xid < pg_snapshot_xmin(pg_current_snapshot())
                          order by xid limit ?)
            select e.xid, e.txn_id, e.state, e.at, e.response_code, r.kind, r.pan_first6, r.pan_last4, r.amount_minor,
                   r.currency, r.rrn, r.stan, r.terminal_id, r.acquirer, r.destination
              from event e join request r on r.txn_id = e.txn_id and r.day = e.day
             where e.xid > ?::xid8 and e.xid <= (select max(xid) from due)
             order by e.xid, e.txn_id, e.seq""";

    private static final int MOST_COUNTED = 100_000;

    private final DataSource database;

    Outbox(DataSource database) {
        this.database = database;
    }

    /**
     * A change of a transaction's state.
     *
     * @param panFirst6 empty where the request had no PAN
     * @param amountMinor of the request
     * @param currency ISO 4217 number, empty without an amount
     */
    public record Event(
            long txnId,
            TxnState state,
            Instant at,
            String responseCode,
            String kind,
            String panFirst6,
            String panLast4,
            Optional<Long> amountMinor,
            String currency,
            String rrn,
            String stan,
            String terminalId,
            String acquirer,
            String destination) {

        /** The same for every delivery of the same event, for the broker's duplicate detection. */
        public String onceKey() {
            return txnId + ":" + state;
        }
    }

    /** Takes events away; what it throws leaves them where they are. */
    public interface Sender<X extends Exception> {
        void send(List<Event> events) throws X;
    }

    /** Events wait for a broker from here on, those from before too; without this nothing keeps count of them. */
    public void begin() {
        Sql.update(database, BEGIN);
    }

    /**
     * Gives the oldest events to a sender, and moves the mark once it has them. Of several nodes one does so at a time.
     *
     * @param most after so many no further commit is begun
     * @return how many; none where another node is at it as well
     */
    public <X extends Exception> int publish(int most, Sender<X> sender) throws X {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int published = publish(connection, most, sender);
                connection.commit();
                return published;
            } finally {
                connection.rollback(); // nothing is left to undo where it was committed
            }
        } catch (SQLException e) {
            throw new JournalException("events cannot be read: " + e.getSQLState(), e);
        }
    }

    private static <X extends Exception> int publish(Connection connection, int most, Sender<X> sender)
            throws SQLException, X {
        String mark;
        try (PreparedStatement select = connection.prepareStatement(MARK);
                ResultSet row = select.executeQuery()) {
            if (!row.next()) {
                return 0;
            }
            mark = row.getString(1);
        }
        List<Event> events = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(NEXT)) {
            select.setString(1, mark);
            select.setInt(2, most);
            select.setString(3, mark);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    mark = row.getString(1);
                    events.add(event(row));
                }
            }
        }
        if (!events.isEmpty()) {
            sender.send(events);
            try (PreparedStatement move = connection.prepareStatement(MOVE)) {
                move.setString(1, mark);
                move.executeUpdate();
            }
        }
        return events.size();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("txn_id"),
                TxnState.valueOf(row.getString("state")),
                Sql.instant(row, "at"),
                row.getString("response_code"),
                row.getString("kind"),
                row.getString("pan_first6"),
                row.getString("pan_last4"),
                Optional.ofNullable(row.getObject("amount_minor", Long.class)),
                row.getString("currency"),
                row.getString("rrn"),
                row.getString("stan"),
                row.getString("terminal_id"),
                row.getString("acquirer"),
                row.getString("destination"));
    }

    /** Events that wait for the broker, a hundred thousand at most; none where nobody wants them. */
    public long depth() {
        return Sql.query(
                        database,
                        "select count(*) from (select 1 from event e, outbox_mark m where e.xid > m.published limit ?) e",
                        row -> row.getLong(1),
                        MOST_COUNTED)
                .getFirst();
    }
}
