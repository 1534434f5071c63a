package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pointwork.journal.DayClose.Late;
import org.pointwork.journal.DayClose.Total;

/** Business days in the journal: when they were turned by hand, and what they came to. */
public final class DayStore {
    /** A day of thirty million payments is read in a minute or two. */
    private static final int LONGEST_READ_MS = (int) Duration.ofMinutes(30).toMillis();

    private static final String WITHOUT_OUTCOME = """
            select r.acquirer, count(*) from request r
             where r.business_date = ? and r.txn_id >= ?
               and not exists (select 1 from event e where e.day = r.day and e.txn_id = r.txn_id and e.seq = 1)
             group by 1 order by 1""";
    private static final String WAITING = """
            select l.kind, l.destination, l.state, count(*) from leg l
              join request r on r.day = l.day and r.txn_id = l.txn_id
             where l.state <> 'DONE' and r.business_date = ? group by 1, 2, 3 order by 1, 2, 3""";
    private static final String NOT_CLOSED = """
            select distinct r.business_date from request r
             where r.business_date > ? and r.business_date < ? and r.txn_id >= ? order by 1 limit 1""";

    private final DataSource database;
    private final Clock clock;

    DayStore(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A day that was turned by hand: requests are of it from a moment on. */
    public record Turn(LocalDate date, Instant beginsAt) {}

    /** The last one, if any. */
    public Optional<Turn> lastTurn() {
        return Sql.query(
                        database,
                        "select business_date, begins_at from business_day where begins_at is not null"
                                + " order by business_date desc limit 1",
                        row -> new Turn(row.getObject(1, LocalDate.class), Sql.instant(row, "begins_at")))
                .stream()
                .findFirst();
    }

    /** The first who turns a day has turned it. */
    public void turn(Turn turn) {
        Sql.update(
                database,
                "insert into business_day (business_date, begins_at) values (?, ?) on conflict do nothing",
                turn.date(),
                Sql.at(turn.beginsAt()));
    }

    /**
     * Closes a day: sums what it has, and keeps the totals with a digest of what they sum. What comes to a closed day later
     * is the next one's.
     *
     * @throws DayOpenException where something of it is open, naming all that is
     */
    public DayClose close(LocalDate date) {
        return close(date, _ -> List.of());
    }

    /** What follows from a close, in the same commit: reconciliations that partners are to answer. */
    public interface Closing {
        List<ReconciliationStore.Entry> of(List<PartyTotals> totals);
    }

    /** As {@link #close(LocalDate)}, with what follows from it. */
    public DayClose close(LocalDate date, Closing closing) {
        return inOneView(connection -> {
            Optional<Closed> last = last(connection);
            List<String> open = open(connection, date, last);
            if (!open.isEmpty()) {
                throw new DayOpenException(open);
            }
            String snapshot = text(connection, "select pg_current_snapshot()::text");
            long givenUp = waiting(connection, date, "DEAD").stream()
                    .mapToLong(Messages::count)
                    .sum();
            DayClose close = DayItems.of(connection, date, snapshot, last.map(Closed::snapshot))
                    .close(date, clock.instant(), givenUp);
            store(connection, close, snapshot, last.map(Closed::snapshot));
            List<PartyTotals> totals = GrossTotals.of(connection, date, snapshot);
            GrossTotals.store(connection, date, totals);
            for (ReconciliationStore.Entry entry : closing.of(totals)) {
                ReconciliationStore.insert(connection, entry);
            }
            return close;
        });
    }

    /** Sums a closed day again from the journal; what comes out equals what was kept, or something was altered. */
    public boolean verifies(LocalDate date) {
        DayClose kept = find(date).orElseThrow(() -> new DayOpenException(List.of(date + " is not closed")));
        return inOneView(connection -> {
            String snapshot = text(connection, "select snapshot::text from business_day where business_date = ?", date);
            Optional<String> before = Optional.ofNullable(
                    text(connection, "select before::text from business_day where business_date = ?", date));
            DayClose again =
                    DayItems.of(connection, date, snapshot, before).close(date, kept.closedAt(), kept.givenUp());
            return again.equals(kept);
        });
    }

    public Optional<DayClose> find(LocalDate date) {
        return Sql.query(
                        database,
                        "select * from business_day where business_date = ? and closed_at is not null",
                        row -> closed(row, totals(date), late(date)),
                        date)
                .stream()
                .findFirst();
    }

    /** Closed days, the last first, without their late items. */
    public List<DayClose> latest(int most) {
        return Sql.query(
                database,
                "select * from business_day where closed_at is not null order by business_date desc limit ?",
                row -> closed(row, totals(row.getObject("business_date", LocalDate.class)), List.of()),
                most);
    }

    private record Closed(LocalDate date, String snapshot) {}

    private static Optional<Closed> last(Connection connection) throws SQLException {
        List<Closed> found = select(
                connection,
                "select business_date, snapshot::text from business_day where closed_at is not null"
                        + " order by business_date desc limit 1",
                row -> new Closed(row.getObject(1, LocalDate.class), row.getString(2)));
        return found.stream().findFirst();
    }

    private List<String> open(Connection connection, LocalDate date, Optional<Closed> last) throws SQLException {
        if (last.filter(closed -> !closed.date().isBefore(date)).isPresent()) {
            return List.of(last.get().date() + " is closed already");
        }
        List<String> open = new ArrayList<>();
        if (last.isPresent()) {
            LocalDate closed = last.get().date();
            select(
                            connection,
                            NOT_CLOSED,
                            row -> row.getObject(1, LocalDate.class) + " is before it and not closed",
                            closed,
                            date,
                            from(closed))
                    .forEach(open::add);
        }
        select(
                        connection,
                        WITHOUT_OUTCOME,
                        row -> row.getLong(2) + " requests of " + row.getString(1) + " have no outcome yet",
                        date,
                        from(date))
                .forEach(open::add);
        waiting(connection, date, "PENDING").forEach(messages -> open.add(messages.toString()));
        return open;
    }

    private record Messages(String kind, String partner, String state, long count) {
        @Override
        public String toString() {
            return count + " stored messages (" + kind + ") wait for " + partner;
        }
    }

    private static List<Messages> waiting(Connection connection, LocalDate date, String state) throws SQLException {
        return select(
                        connection,
                        WAITING,
                        row -> new Messages(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
                        date)
                .stream()
                .filter(messages -> messages.state().equals(state))
                .toList();
    }

    private static long from(LocalDate date) {
        return TxnIds.floor(date.minusDays(2).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static void store(Connection connection, DayClose close, String snapshot, Optional<String> before)
            throws SQLException {
        update(
                connection,
                """
                insert into business_day (business_date, closed_at, snapshot, before, digest, items, given_up)
                values (?, ?, ?::pg_snapshot, ?::pg_snapshot, ?, ?, ?)
                on conflict (business_date) do update
                   set closed_at = excluded.closed_at, snapshot = excluded.snapshot, before = excluded.before,
                       digest = excluded.digest, items = excluded.items, given_up = excluded.given_up""",
                close.date(),
                Sql.at(close.closedAt()),
                snapshot,
                before.orElse(null),
                close.digest(),
                close.items(),
                close.givenUp());
        for (Total total : close.totals()) {
            update(
                    connection,
                    "insert into business_day_total values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    close.date(),
                    total.acquirer(),
                    total.issuer(),
                    total.currency(),
                    total.late(),
                    total.debits(),
                    total.debitMinor(),
                    total.credits(),
                    total.creditMinor());
        }
        for (Late late : close.late()) {
            update(
                    connection,
                    "insert into business_day_late values (?, ?, ?, ?)",
                    close.date(),
                    late.txnId(),
                    late.originalDate(),
                    late.minor());
        }
    }

    private List<Total> totals(LocalDate date) {
        return Sql.query(
                database,
                """
                select * from business_day_total where business_date = ?
                 order by acquirer collate "C", issuer collate "C", currency collate "C", late""",
                row -> new Total(
                        row.getString("acquirer"),
                        row.getString("issuer"),
                        row.getString("currency"),
                        row.getBoolean("late"),
                        row.getLong("debits"),
                        row.getLong("debit_minor"),
                        row.getLong("credits"),
                        row.getLong("credit_minor")),
                date);
    }

    private List<Late> late(LocalDate date) {
        return Sql.query(
                database,
                "select * from business_day_late where business_date = ? order by txn_id",
                row -> new Late(
                        row.getLong("txn_id"), row.getObject("original_date", LocalDate.class), row.getLong("minor")),
                date);
    }

    private static DayClose closed(ResultSet row, List<Total> totals, List<Late> late) throws SQLException {
        return new DayClose(
                row.getObject("business_date", LocalDate.class),
                Sql.instant(row, "closed_at"),
                row.getString("digest"),
                row.getLong("items"),
                row.getLong("given_up"),
                totals,
                late);
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** All statements see the journal as it was at the first. */
    private <T> T inOneView(Work<T> work) {
        try (Connection connection = database.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setNetworkTimeout(Runnable::run, LONGEST_READ_MS);
            return NewRows.commit(connection, () -> work.run(connection));
        } catch (SQLException e) {
            throw new JournalException("the business day cannot be worked on: " + e.getSQLState(), e);
        }
    }

    private static <T> List<T> select(Connection connection, String sql, Sql.Reader<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    private static String text(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }
}
