package org.pointwork.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Sums what a business day has, item by item, and digests what it sums. Needs no more memory than its totals. */
final class DayItems {
    private static final int ROWS_AT_ONCE = 10_000;

    /** Dates of requests and their numbers go by the same clock; zones and days turned by hand move them apart. */
    static final Period APART = Period.ofDays(2);

    /** As the view posting has it, of the events that a snapshot sees. */
    private static final String AS_OF = """
            select day, txn_id,
                   bool_or(state = 'APPROVED')
                       and not bool_or(state = 'REVERSING' and approved_minor is null)
                       and (bool_or(state = 'REVERSING') or not bool_or(state = 'REVERSED')) as stands,
                   coalesce((array_agg(approved_minor) filter (where state = 'REVERSING'))[1],
                            (array_agg(approved_minor order by seq) filter (where state = 'APPROVED'))[1])
                       as approved_minor
              from event where pg_visible_in_snapshot(xid, ?::pg_snapshot)""";

    private static final String OWN = """
            select r.txn_id, r.acquirer, r.destination, r.currency, r.business_date,
                   r.posted_sign * coalesce(p.approved_minor, r.amount_minor, 0) as minor
              from request r
              join (%s and txn_id >= ? group by day, txn_id) p on p.day = r.day and p.txn_id = r.txn_id
             where r.business_date = ? and r.txn_id >= ? and r.posted_sign <> 0 and p.stands
             order by r.txn_id""".formatted(AS_OF);

    private static final String LATE = """
            with changed as (
                select distinct day, txn_id from event
                 where xid >= pg_snapshot_xmin(?::pg_snapshot) and not pg_visible_in_snapshot(xid, ?::pg_snapshot)
                   and pg_visible_in_snapshot(xid, ?::pg_snapshot)),
            item as (
                select r.txn_id, r.acquirer, r.destination, r.currency, r.business_date,
                       r.posted_sign * (case when now.stands then coalesce(now.approved_minor, r.amount_minor, 0) else 0 end
                           - case when past.stands then coalesce(past.approved_minor, r.amount_minor, 0) else 0 end)
                       as minor
                  from changed c
                  join request r on r.day = c.day and r.txn_id = c.txn_id and r.business_date < ?
                  left join lateral (%1$s and day = c.day and txn_id = c.txn_id group by day, txn_id) now on true
                  left join lateral (%1$s and day = c.day and txn_id = c.txn_id group by day, txn_id) past on true)
            select * from item where minor <> 0 order by txn_id""".formatted(AS_OF);

    private final TreeMap<String, DayClose.Total> totals = new TreeMap<>();
    private final List<DayClose.Late> late = new ArrayList<>();
    private final MessageDigest digest = sha256();
    private long items;

    private DayItems() {}

    /** @param before what the close before had seen; where there is none, nothing is late */
    static DayItems of(Connection connection, LocalDate date, String snapshot, Optional<String> before)
            throws SQLException {
        DayItems day = new DayItems();
        Instant earliest = date.minus(APART).atStartOfDay().toInstant(ZoneOffset.UTC);
        long from = TxnIds.floor(earliest);
        day.add(connection, date, OWN, snapshot, from, date, from);
        if (before.isPresent()) {
            String past = before.get();
            day.add(connection, date, LATE, past, past, snapshot, date, snapshot, past);
        }
        return day;
    }

    private void add(Connection connection, LocalDate date, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(ROWS_AT_ONCE);
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    add(rows, date);
                }
            }
        }
    }

    private void add(ResultSet row, LocalDate date) throws SQLException {
        long txnId = row.getLong("txn_id");
        long minor = row.getLong("minor");
        LocalDate of = row.getObject("business_date", LocalDate.class);
        DayClose.Total one = new DayClose.Total(
                row.getString("acquirer"),
                row.getString("destination"),
                row.getString("currency"),
                !of.equals(date),
                minor >= 0 ? 1 : 0,
                Math.max(minor, 0),
                minor < 0 ? 1 : 0,
                Math.max(-minor, 0));
        String key = one.acquirer() + '\n' + one.issuer() + '\n' + one.currency() + '\n' + one.late();
        totals.merge(key, one, DayItems::sum);
        if (one.late()) {
            late.add(new DayClose.Late(txnId, of, minor));
        }
        digest.update((txnId + "\n" + key + '\n' + minor + '\n').getBytes(StandardCharsets.UTF_8));
        items++;
    }

    private static DayClose.Total sum(DayClose.Total one, DayClose.Total other) {
        return new DayClose.Total(
                one.acquirer(),
                one.issuer(),
                one.currency(),
                one.late(),
                one.debits() + other.debits(),
                Math.addExact(one.debitMinor(), other.debitMinor()),
                one.credits() + other.credits(),
                Math.addExact(one.creditMinor(), other.creditMinor()));
    }

    /** To be asked once, when all is summed. */
    DayClose close(LocalDate date, Instant at, long givenUp) {
        return new DayClose(
                date,
                at,
                HexFormat.of().formatHex(digest.digest()),
                items,
                givenUp,
                List.copyOf(totals.values()),
                List.copyOf(late));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
