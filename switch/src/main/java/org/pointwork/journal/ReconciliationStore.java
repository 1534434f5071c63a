package org.pointwork.journal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.pointwork.journal.Reconciliation.Key;
import org.pointwork.journal.Reconciliation.Result;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Leg;

/** Reconciliations in the journal, and what they are held against. */
public final class ReconciliationStore {
    private static final int MOST_NAMED = 50;

    /** How long one waits for another that sums a day: together they would only take twice as long. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final String INSERT = """
            insert into reconciliation (txn_id, once, content, asked_by_us, party, business_date, currency, at, result,
                                        ours, theirs, differences, in_flight, late, answer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (once) do nothing""";

    /** Of the acquirer's payments of a day that may move money, what nobody knows the end of. */
    private static final String IN_FLIGHT = """
            select r.txn_id from request r
             where r.business_date = ? and r.txn_id >= ? and r.acquirer = ? and r.posted_sign <> 0
               and not exists (select 1 from event e
                                where e.day = r.day and e.txn_id = r.txn_id
                                  and e.state in ('APPROVED', 'DECLINED', 'REVERSING'))
             order by 1 limit ?""";

    /** The same of a closed day, which has advices alone that were given up. */
    private static final String GIVEN_UP = """
            select l.txn_id from leg l join request r on r.day = l.day and r.txn_id = l.txn_id
             where l.kind = 'ADVICE' and l.state <> 'DONE' and r.business_date = ? and r.acquirer = ?
             order by 1 limit ?""";

    /** What later closes have found, and what came since the last of them. No request of a day is younger than its close. */
    private static final String LATE = """
            select l.txn_id from business_day_late l
              join request r on r.txn_id = l.txn_id and r.business_date = l.original_date
             where l.original_date = ? and r.acquirer = ?
            union
            select r.txn_id
              from (select snapshot from business_day where closed_at is not null
                     order by business_date desc limit 1) last
              join event e on e.xid >= pg_snapshot_xmin(last.snapshot)
                          and not pg_visible_in_snapshot(e.xid, last.snapshot) and e.txn_id < ?
              join request r on r.day = e.day and r.txn_id = e.txn_id
             where r.business_date = ? and r.acquirer = ? and r.posted_sign <> 0
             order by 1 limit ?""";

    /** How far clocks of nodes may be apart. */
    private static final Duration SKEW = Duration.ofHours(1);

    private final DataSource database;
    private final Semaphore summing = new Semaphore(1);

    ReconciliationStore(DataSource database) {
        this.database = database;
    }

    /**
     * What there is of a day for one acquirer.
     *
     * @param known whether there is anything
     * @param byCurrency of the day as it was closed, or as it is now where it is not
     */
    public record Ours(boolean known, Map<String, DayTotals> byCurrency, List<Long> inFlight, List<Long> late) {}

    /**
     * A reconciliation with its message, all in one commit.
     *
     * @param leg the message, where it is for a partner
     */
    public record Entry(
            RequestRow request, EventRow event, Optional<Leg> leg, Key key, Reconciliation reconciliation) {}

    /** One that was answered, and what its message said. */
    public record Stored(String content, StoredAnswer answer) {}

    private record Closed(String snapshot, Instant at) {}

    /** @throws JournalException where another day takes too long to sum */
    public Ours ours(LocalDate date, String acquirer) {
        Optional<Closed> closed = closed(date);
        List<PartyTotals> all = totals(date, closed).stream()
                .filter(of -> of.acquirer().equals(acquirer))
                .toList();
        List<Long> inFlight = closed.isPresent()
                ? numbers(GIVEN_UP, date, acquirer, MOST_NAMED)
                : numbers(IN_FLIGHT, date, GrossTotals.from(date), acquirer, MOST_NAMED);
        List<Long> late = closed.map(close -> TxnIds.floor(close.at().plus(SKEW)))
                .map(before -> numbers(LATE, date, acquirer, before, date, acquirer, MOST_NAMED))
                .orElse(List.of());
        return new Ours(
                !all.isEmpty() || !inFlight.isEmpty() || !late.isEmpty(),
                all.stream().collect(Collectors.toMap(PartyTotals::currency, PartyTotals::totals, DayTotals::plus)),
                inFlight,
                late);
    }

    private List<Long> numbers(String sql, Object... parameters) {
        return Sql.query(database, sql, row -> row.getLong(1), parameters);
    }

    /**
     * A day by acquirer, issuer and currency: as it was closed, or as it is now where it is not.
     *
     * @throws JournalException where another day takes too long to sum
     */
    public List<PartyTotals> totals(LocalDate date) {
        return totals(date, closed(date));
    }

    private Optional<Closed> closed(LocalDate date) {
        return Sql.query(
                        database,
                        "select snapshot::text, closed_at from business_day"
                                + " where business_date = ? and closed_at is not null",
                        row -> new Closed(row.getString(1), Sql.instant(row, "closed_at")),
                        date)
                .stream()
                .findFirst();
    }

    /** A day that was closed before gross totals were kept is summed as its close saw it. */
    private List<PartyTotals> totals(LocalDate date, Optional<Closed> closed) {
        List<PartyTotals> kept = closed.isEmpty()
                ? List.of()
                : Sql.query(
                        database,
                        "select * from business_day_gross where business_date = ? order by acquirer, issuer, currency",
                        GrossTotals::read,
                        date);
        return kept.isEmpty() ? summed(date, closed.map(Closed::snapshot)) : kept;
    }

    private List<PartyTotals> summed(LocalDate date, Optional<String> snapshot) {
        try {
            if (!summing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new JournalException("another business day is being summed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JournalException("interrupted before a business day was summed");
        }
        try (Connection connection = database.getConnection()) {
            String asOf = snapshot.isPresent() ? snapshot.get() : now(connection);
            return GrossTotals.of(connection, date, asOf);
        } catch (SQLException e) {
            throw new JournalException("the business day cannot be summed: " + e.getSQLState(), e);
        } finally {
            summing.release();
        }
    }

    private static String now(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select pg_current_snapshot()::text");
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    public Optional<Stored> find(Key key) {
        return Sql.query(
                        database,
                        "select content, answer from reconciliation where once = ?",
                        row -> new Stored(row.getString(1), StoredAnswer.read(row.getString(2))),
                        key.once())
                .stream()
                .findFirst();
    }

    /** @return false where the same message was judged meanwhile: this judgement is not written */
    public boolean store(Entry entry) {
        try (Connection connection = database.getConnection()) {
            return NewRows.commit(connection, () -> insert(connection, entry));
        } catch (SQLException e) {
            throw new JournalException("the reconciliation cannot be kept: " + e.getSQLState(), e);
        }
    }

    static boolean insert(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, entry.reconciliation(), entry.key());
            if (insert.executeUpdate() == 0) {
                return false;
            }
        }
        RequestRow request = entry.request();
        CopyBuffer buffer = new CopyBuffer();
        Tables.REQUEST.copy(connection, buffer, List.of(new Tables.Request(request, Optional.empty())));
        Tables.EVENT.copy(
                connection,
                buffer,
                List.of(new Tables.Event(request.day(), request.txnId(), Tables.FIRST, entry.event())));
        LegStore.insert(connection, entry.leg().stream().toList());
        return true;
    }

    private static void bind(PreparedStatement insert, Reconciliation of, Key key) throws SQLException {
        insert.setLong(1, of.txnId());
        insert.setString(2, key.once());
        insert.setString(3, key.content());
        insert.setBoolean(4, of.askedByUs());
        insert.setString(5, of.party());
        insert.setObject(6, of.date());
        insert.setString(7, of.currency());
        insert.setObject(8, Sql.at(of.at()));
        insert.setString(9, of.result().name());
        insert.setString(10, StoredAnswer.json(of.ours()));
        insert.setString(11, StoredAnswer.json(of.theirs()));
        insert.setString(12, String.join("\n", of.differences()));
        insert.setObject(13, array(of.inFlight()));
        insert.setObject(14, array(of.late()));
        insert.setString(15, of.answer().json());
    }

    /** What a partner said of a day. */
    public void answered(
            long txnId, Result result, Map<Integer, String> theirs, List<String> differences, StoredAnswer answer) {
        Sql.update(
                database,
                "update reconciliation set result = ?, theirs = ?, differences = ?, answer = ? where txn_id = ?",
                result.name(),
                StoredAnswer.json(theirs),
                String.join("\n", differences),
                answer.json(),
                txnId);
    }

    public Optional<Reconciliation> byId(long txnId) {
        return Sql.query(
                        database,
                        "select * from reconciliation where txn_id = ?",
                        ReconciliationStore::reconciliation,
                        txnId)
                .stream()
                .findFirst();
    }

    /** The last first. */
    public List<Reconciliation> latest(int most) {
        return Sql.query(
                database,
                "select * from reconciliation order by txn_id desc limit ?",
                ReconciliationStore::reconciliation,
                most);
    }

    /** Of one day, the last first. */
    public List<Reconciliation> of(LocalDate date, int most) {
        return Sql.query(
                database,
                "select * from reconciliation where business_date = ? order by txn_id desc limit ?",
                ReconciliationStore::reconciliation,
                date,
                most);
    }

    private static Reconciliation reconciliation(ResultSet row) throws SQLException {
        return new Reconciliation(
                row.getLong("txn_id"),
                row.getBoolean("asked_by_us"),
                row.getString("party"),
                row.getObject("business_date", LocalDate.class),
                row.getString("currency"),
                Sql.instant(row, "at"),
                Result.valueOf(row.getString("result")),
                StoredAnswer.elements(row.getString("ours")),
                StoredAnswer.elements(row.getString("theirs")),
                row.getString("differences").lines().toList(),
                list(row.getArray("in_flight")),
                list(row.getArray("late")),
                StoredAnswer.read(row.getString("answer")));
    }

    private static Object array(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private static List<Long> list(Array array) throws SQLException {
        return Stream.of(array.getArray())
                .flatMap(all -> Arrays.stream((Long[]) all))
                .toList();
    }
}
