package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Many rows in one statement: each column travels as an array and {@code unnest} makes them rows again. Rows that are
 * there already are left alone, so that a batch can be written twice.
 */
final class Rows<T> {
    private record Column<T>(String name, String type, Function<T, Object> value) {}

    private final String table;
    private final List<Column<T>> columns = new ArrayList<>();

    private Rows(String table) {
        this.table = table;
    }

    static <T> Rows<T> into(String table) {
        return new Rows<>(table);
    }

    /** @param value gives the column's value; dates, instants and UUIDs as they are, an absent value as null */
    Rows<T> column(String name, String type, Function<T, Object> value) {
        columns.add(new Column<>(name, type, value));
        return this;
    }

    void insert(Connection connection, List<T> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into " + table + " (" + names() + ") select * from " + unnest() + " on conflict do nothing")) {
            bind(connection, insert, rows);
            insert.executeUpdate();
        }
    }

    String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    String unnest() {
        return columns.stream().map(c -> "?::" + c.type() + "[]").collect(Collectors.joining(", ", "unnest(", ")"));
    }

    void bind(Connection connection, PreparedStatement statement, List<T> rows) throws SQLException {
        for (int i = 0; i < columns.size(); i++) {
            Column<T> column = columns.get(i);
            Object[] values = column.type().equals("bytea") ? new byte[rows.size()][] : new Object[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = column.value().apply(rows.get(row));
            }
            statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
        }
    }
}
