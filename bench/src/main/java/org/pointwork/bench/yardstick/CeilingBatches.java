package org.pointwork.bench.yardstick;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.LongFunction;

/**
 * The statements of Pointwork's journal for a purchase, nothing around them: what changes from row to row travels as
 * arrays, what doesn't is left to the database to repeat, and nobody looks at what comes back.
 */
final class CeilingBatches {
    private static final String CLAIM = """
            insert into claim (day, key, content, txn_id)
            select ?::date, i.key, ?::uuid, i.txn_id from unnest(?::uuid[], ?::bigint[], ?::uuid[]) as i(key, txn_id, match_key)
             where not exists (select 1 from early_reversal e where e.match_key = i.match_key)
            on conflict do nothing returning txn_id""";
    private static final String REQUEST = """
            insert into request (day, txn_id, received_at, node, acquirer, door, mti, kind, processing_code,
                amount_minor, currency, pan_token, pan_first6, pan_last4, transmitted_at, stan, local_time, local_date,
                acquirer_id, rrn, terminal_id, merchant_id, destination, posted_sign, business_date)
            select ?::date, i.txn_id, ?::timestamptz, 1, 'demo', 'pos-ascii', '0200', 'purchase', '000000', 12345,
                '356', ?::bytea, '400000', '0002', '0101000000', i.stan, '000000', '0101', '123456', i.rrn, 'B0000001',
                'POINTWORK BENCH', 'issuer-demo', 1, ?::date
              from unnest(?::bigint[], ?::text[], ?::text[]) as i(txn_id, stan, rrn) on conflict do nothing""";
    private static final String OPEN_REQUEST = """
            insert into open_request (txn_id, day, node, sealed_pan)
            select txn_id, ?::date, 1, ?::bytea from unnest(?::bigint[]) as i(txn_id) on conflict do nothing""";
    private static final String CLOSE = "delete from open_request where txn_id = any (?) returning txn_id";
    private static final String EVENT = """
            insert into event (day, txn_id, state, at, response_code, approved_minor, link, detail, answer)
            select ?::date, txn_id, 'APPROVED', ?::timestamptz, '00', 12345, 'issuer-demo/primary',
                'issuer answered 00', ? from unnest(?::bigint[]) as i(txn_id) on conflict do nothing""";
    private static final String OUTBOX = """
            insert into outbox (txn_id, state, payload, created_at)
            select txn_id, 'APPROVED', ?, ?::timestamptz from unnest(?::bigint[]) as i(txn_id) on conflict do nothing""";

    private CeilingBatches() {}

    /** Everything that is written before a request is sent on, in one commit. */
    static void claim(Connection connection, long[] ids) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        Object txnIds = array(connection, "bigint", ids, id -> id);
        Object keys = array(connection, "uuid", ids, JournalDrill::key);
        query(connection, CLAIM, today, JournalDrill.key(1), keys, txnIds, keys);
        update(
                connection,
                REQUEST,
                today,
                now,
                JournalDrill.PAN_TOKEN,
                today,
                txnIds,
                array(connection, "text", ids, id -> JournalDrill.digits(id, 6)),
                array(connection, "text", ids, id -> JournalDrill.digits(id, 12)));
        update(connection, OPEN_REQUEST, today, JournalDrill.SEALED_PAN, txnIds);
        connection.commit();
    }

    /** Everything that is written before an acquirer is answered, in one commit. */
    static void settle(Connection connection, long[] ids) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        Object txnIds = array(connection, "bigint", ids, id -> id);
        query(connection, CLOSE, txnIds);
        update(connection, EVENT, today, now, JournalDrill.ANSWER, txnIds);
        update(connection, OUTBOX, JournalDrill.PAYLOAD, now, txnIds);
        connection.commit();
    }

    private static Object array(Connection connection, String type, long[] ids, LongFunction<Object> value)
            throws SQLException {
        return connection.createArrayOf(type, Arrays.stream(ids).mapToObj(value).toArray());
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeUpdate();
        }
    }

    private static void query(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, parameters)) {
            statement.executeQuery().close();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
