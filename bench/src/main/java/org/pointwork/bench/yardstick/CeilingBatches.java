package org.pointwork.bench.yardstick;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.function.LongFunction;
import java.util.function.LongUnaryOperator;

/**
 * The rows of Pointwork's journal for a purchase, nothing around them: what changes from row to row travels as arrays in
 * binary form, what doesn't is left to the database to repeat, and nobody looks at what comes back.
 */
final class CeilingBatches {
    private static final String SEALED = """
            insert into sealed_batch (batch_node, batch_id, batch_first, batch_last, sealed) values (1, ?, ?, ?, ?)""";
    private static final String REQUEST = """
            insert into request (day, txn_id, trace_key, once_key, content, received_at, node, acquirer, door, mti, kind,
                processing_code, amount_minor, currency, pan_token, pan_first6, pan_last4, transmitted_at, stan,
                local_time, local_date, acquirer_id, rrn, terminal_id, merchant_id, destination, posted_sign,
                business_date)
            select ?::date, i.txn_id, i.trace_key, i.once_key, 1, ?::timestamptz, 1, 'demo', 'pos-ascii', '0200',
                'purchase', '000000', 12345, '356', ?::bytea, '400000', '0002', '0101000000', i.stan, '000000', '0101',
                '123456', i.rrn, 'B0000001', 'POINTWORK BENCH', 'issuer-demo', 1, ?::date
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                   as i(txn_id, trace_key, once_key, stan, rrn)
            on conflict do nothing""";
    private static final String EVENT = """
            insert into event (day, txn_id, seq, state, at, response_code, approved_minor, link, detail, answer)
            select ?::date, txn_id, 1, 'APPROVED', ?::timestamptz, '00', 12345, 'issuer-demo/primary',
                'issuer answered 00', ? from unnest(?::bigint[]) as i(txn_id) on conflict do nothing""";

    private CeilingBatches() {}

    /** Everything that is written before a request is sent on, in one commit. */
    static void claim(Connection connection, long[] ids) throws SQLException {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        update(connection, SEALED, ids[0], ids[0], ids[ids.length - 1], JournalDrill.sealed(ids.length));
        update(
                connection,
                REQUEST,
                today,
                OffsetDateTime.now(ZoneOffset.UTC),
                JournalDrill.PAN_TOKEN,
                today,
                ids,
                longs(ids, id -> JournalDrill.key(id).trace()),
                longs(ids, id -> JournalDrill.key(id).once()),
                texts(ids, id -> JournalDrill.digits(id, 6)),
                texts(ids, id -> JournalDrill.digits(id, 12)));
        connection.commit();
    }

    /** Everything that is written before an acquirer is answered, in one commit. */
    static void settle(Connection connection, long[] ids) throws SQLException {
        OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
        update(connection, EVENT, LocalDate.now(ZoneOffset.UTC), now, JournalDrill.ANSWER, ids);
        connection.commit();
    }

    private static long[] longs(long[] ids, LongUnaryOperator value) {
        return Arrays.stream(ids).map(value).toArray();
    }

    private static String[] texts(long[] ids, LongFunction<String> value) {
        return Arrays.stream(ids).mapToObj(value).toArray(String[]::new);
    }

    private static void update(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
