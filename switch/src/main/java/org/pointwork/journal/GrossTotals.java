package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.model.DayTotals;
import org.pointwork.model.DayTotals.Sum;

/**
 * A business day as reconciliations have it: all that was approved, and beside it what was taken back. What never was
 * approved and is reversed because nobody answered is in neither.
 */
final class GrossTotals {
    /** One pass over the day's requests and events, of the events that a snapshot sees. */
    private static final String SUM = """
            with moved as (
                select day, txn_id,
                       (array_agg(approved_minor order by seq) filter (where state = 'APPROVED'))[1] as approved_minor,
                       bool_or(state in ('REVERSING', 'REVERSED')) as undone,
                       coalesce((array_agg(approved_minor) filter (where state = 'REVERSING'))[1], 0) as kept_minor
                  from event where txn_id >= ? and txn_id < ? and pg_visible_in_snapshot(xid, ?::pg_snapshot)
                 group by day, txn_id having bool_or(state = 'APPROVED')),
            item as (
                select r.acquirer, r.destination, r.currency, r.posted_sign, r.mti, m.undone, m.kept_minor,
                       coalesce(m.approved_minor, r.amount_minor, 0) as minor
                  from request r join moved m on m.day = r.day and m.txn_id = r.txn_id
                 where r.business_date = ? and r.txn_id >= ? and r.txn_id < ? and r.kind <> 'RECONCILIATION')
            select acquirer, destination as issuer, currency,
                   count(*) filter (where posted_sign < 0) as credits,
                   coalesce(sum(minor) filter (where posted_sign < 0), 0) as credit_minor,
                   count(*) filter (where posted_sign < 0 and undone) as credit_reversals,
                   coalesce(sum(minor - kept_minor) filter (where posted_sign < 0 and undone), 0)
                       as credit_reversal_minor,
                   count(*) filter (where posted_sign > 0) as debits,
                   coalesce(sum(minor) filter (where posted_sign > 0), 0) as debit_minor,
                   count(*) filter (where posted_sign > 0 and undone) as debit_reversals,
                   coalesce(sum(minor - kept_minor) filter (where posted_sign > 0 and undone), 0)
                       as debit_reversal_minor,
                   count(*) filter (where mti like '01%') as authorizations
              from item group by 1, 2, 3 order by 1, 2, 3""";

    private GrossTotals() {}

    /** By acquirer, issuer and currency. */
    static List<PartyTotals> of(Connection connection, LocalDate date, String snapshot) throws SQLException {
        long from = from(date);
        long to = TxnIds.floor(
                date.plus(DayItems.APART).plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC));
        try (PreparedStatement select = Sql.prepare(connection, SUM, from, to, snapshot, date, from, to);
                ResultSet rows = select.executeQuery()) {
            List<PartyTotals> totals = new ArrayList<>();
            while (rows.next()) {
                totals.add(read(rows));
            }
            return totals;
        }
    }

    /** Requests of a day have numbers from here on. */
    static long from(LocalDate date) {
        return TxnIds.floor(date.minus(DayItems.APART).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    static PartyTotals read(ResultSet row) throws SQLException {
        return new PartyTotals(
                row.getString("acquirer"),
                row.getString("issuer"),
                row.getString("currency"),
                new DayTotals(
                        new Sum(row.getLong("credits"), row.getLong("credit_minor")),
                        new Sum(row.getLong("credit_reversals"), row.getLong("credit_reversal_minor")),
                        new Sum(row.getLong("debits"), row.getLong("debit_minor")),
                        new Sum(row.getLong("debit_reversals"), row.getLong("debit_reversal_minor")),
                        row.getLong("authorizations")));
    }

    static void store(Connection connection, LocalDate date, List<PartyTotals> totals) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into business_day_gross values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (PartyTotals of : totals) {
                insert.setObject(1, date);
                insert.setString(2, of.acquirer());
                insert.setString(3, of.issuer());
                insert.setString(4, of.currency());
                int column = 5;
                DayTotals sums = of.totals();
                for (Sum sum : List.of(sums.credits(), sums.creditReversals(), sums.debits(), sums.debitReversals())) {
                    insert.setLong(column++, sum.count());
                    insert.setLong(column++, sum.minor());
                }
                insert.setLong(column, sums.authorizations());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
