package org.pointwork.bench.scale;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Fills one day of a journal with copies of the one transaction that it has, without knowing its tables: whatever is
 * partitioned by day is filled, and of each column either a value of its own is made here or the first row's is repeated.
 * Indexes are built afterwards, which is many times faster.
 */
final class JournalFill {
    /** What differs from row to row, by column; {@code g} is the row's number, from 1. */
    private static final Map<String, String> OWN_VALUES = Map.of(
            "txn_id", "g",
            "key", "md5(g::text)::uuid",
            "rrn", "lpad(g::text, 12, '0')",
            "stan", "lpad((g % 1000000)::text, 6, '0')",
            "terminal_id", "'T' || lpad((g / 1000000)::text, 7, '0')");

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int ROWS_AT_ONCE = 1_000_000;

    private final Connection connection;
    private final String suffix;

    /** @param day whose partitions are meant */
    JournalFill(Connection connection, LocalDate day) {
        this.connection = connection;
        this.suffix = "_" + DAY.format(day);
    }

    /** The key of a filled row, for asking for it again. */
    static UUID key(long row) {
        try {
            ByteBuffer digest = ByteBuffer.wrap(
                    MessageDigest.getInstance("MD5").digest(Long.toString(row).getBytes(StandardCharsets.US_ASCII)));
            return new UUID(digest.getLong(), digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /** The tables that are partitioned by day. */
    List<String> tables() throws SQLException {
        return strings("select partrelid::regclass::text from pg_partitioned_table order by 1");
    }

    /** Fills this day's partition of one table; it has to hold one row before. */
    void fill(String table, long rows) throws SQLException {
        String day = table + suffix;
        String values = strings("select attname from pg_attribute where attrelid = '" + day
                        + "'::regclass and attnum > 0 and not attisdropped order by attnum")
                .stream()
                .map(column -> OWN_VALUES.getOrDefault(column, "model." + column))
                .collect(Collectors.joining(", "));
        String bounds = strings(
                        "select pg_get_expr(relpartbound, oid) from pg_class where oid = '" + day + "'::regclass")
                .getFirst();
        execute("set maintenance_work_mem = '1GB'");
        execute("alter table " + table + " detach partition " + day);
        execute("alter table " + day + " rename to model_of_" + table);
        execute("create table " + day + " (like " + table + " including defaults) with (autovacuum_enabled = false)");
        for (long first = 1; first <= rows; first += ROWS_AT_ONCE) {
            execute("insert into " + day + " select " + values + " from (select * from model_of_" + table
                    + " limit 1) model, generate_series(" + first + ", " + Math.min(rows, first + ROWS_AT_ONCE - 1)
                    + ") g");
        }
        execute("drop table model_of_" + table);
        execute("alter table " + table + " attach partition " + day + " " + bounds); // builds the indexes
        execute("vacuum (analyze) " + day); // as autovacuum would have by then
    }

    /** Takes the day out of the journal, all tables in one commit. */
    void drop() throws SQLException {
        execute("drop table " + tables().stream().map(table -> table + suffix).collect(Collectors.joining(", ")));
    }

    private List<String> strings(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
