package org.pointwork.bench.scale;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pointwork.journal.Claim;

/**
 * Fills one day of a journal with copies of the one transaction that it has, without knowing its tables: whatever is
 * partitioned by day is filled, and of each column either a value of its own is made here or the first row's is repeated.
 * Indexes are built afterwards, which is many times faster.
 */
final class JournalFill {
    /** As many as an acquirer with 30 million requests a day has: each asks some hundred times. */
    private static final int TERMINALS = 100_000;

    private static final long SPREAD = 11_400_714_819_323L; // digits of the golden ratio: near numbers end up far apart
    private static final long SPREAD_TO = 1L << 40;
    private static final int STAN_BITS = 24;

    /** What differs from row to row, by column; {@code g} is the row's number, from 1. {@link #key} has to agree. */
    private static final Map<String, String> OWN_VALUES = Map.of(
            "txn_id",
            "g",
            "trace_key",
            "(g %% %d * %d %% %d << %d) | g / %1$d".formatted(TERMINALS, SPREAD, SPREAD_TO, STAN_BITS),
            "once_key",
            "g",
            "rrn",
            "lpad(g::text, 12, '0')",
            "stan",
            "lpad((g / %d)::text, 6, '0')".formatted(TERMINALS),
            "terminal_id",
            "'T' || lpad((g %% %d)::text, 7, '0')".formatted(TERMINALS));

    private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int ROWS_AT_ONCE = 1_000_000;

    private final Connection connection;
    private final LocalDate day;
    private final String suffix;

    /** @param day whose partitions are meant */
    JournalFill(Connection connection, LocalDate day) {
        this.connection = connection;
        this.day = day;
        this.suffix = "_" + DAY.format(day);
    }

    /** The key of a row: terminals take turns, and each counts its STANs. */
    static Claim.Key key(long row) {
        long terminal = row % TERMINALS * SPREAD % SPREAD_TO;
        return new Claim.Key(terminal << STAN_BITS | row / TERMINALS, row, 1);
    }

    /** The tables that are partitioned by day. */
    List<String> tables() throws SQLException {
        return strings("select partrelid::regclass::text from pg_partitioned_table where partstrat = 'r' order by 1");
    }

    /** Fills this day's partition of one table; it has to hold one row before. */
    void fill(String table, long rows) throws SQLException {
        String partition = table + suffix;
        String values = strings("select attname from pg_attribute where attrelid = '" + partition
                        + "'::regclass and attnum > 0 and not attisdropped order by attnum")
                .stream()
                .map(column -> OWN_VALUES.getOrDefault(column, "model." + column))
                .collect(Collectors.joining(", "));
        String bounds = strings(
                        "select pg_get_expr(relpartbound, oid) from pg_class where oid = '" + partition + "'::regclass")
                .getFirst();
        execute("set maintenance_work_mem = '1GB'");
        execute("alter table " + table + " detach partition " + partition);
        execute("alter table " + partition + " rename to model_of_" + table);
        execute("create table " + partition + " (like " + table
                + " including defaults) with (autovacuum_enabled = false)");
        for (long first = 1; first <= rows; first += ROWS_AT_ONCE) {
            execute("insert into " + partition + " select " + values + " from (select * from model_of_" + table
                    + " limit 1) model, generate_series(" + first + ", " + Math.min(rows, first + ROWS_AT_ONCE - 1)
                    + ") g");
        }
        execute("drop table model_of_" + table);
        execute("alter table " + table + " attach partition " + partition + " " + bounds); // builds the indexes
        execute("vacuum (analyze) " + partition); // as autovacuum would have by then
    }

    /** Takes the day out of the journal, as the journal itself does once it is old. */
    void drop() throws SQLException {
        List<String> dropped = strings("select drop_day('" + day + "', " + Long.MAX_VALUE + ")");
        if (!dropped.equals(List.of("t"))) {
            throw new IllegalStateException("the journal keeps the day: something of it is not done");
        }
    }

    /** Deletes what has been taken out, as the journal itself does afterwards. */
    void removeFiles() throws SQLException {
        for (String table : strings("select relname from pg_class where relname like 'dropped_%' and relkind = 'r'")) {
            execute("drop table " + table);
        }
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
