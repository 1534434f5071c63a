package org.pointwork.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.journal.JournalException;

/** The registry's tables. */
public final class RegistryStore {
    private static final int ROWS_AT_ONCE = 5_000;

    private final DataSource database;

    public RegistryStore(DataSource database) {
        this.database = database;
    }

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** @throws JournalException where the database cannot be read */
    public Registry read() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false); // of one moment, and row by row
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            Map<Permissions, Permissions> alike = new HashMap<>(); // most terminals may do what most others may
            Registry registry = new Registry(
                    version(connection),
                    all(connection, "select * from registry_acquirer", row -> acquirer(row, alike)),
                    all(connection, "select * from registry_merchant", row -> merchant(row, alike)),
                    all(connection, "select * from registry_terminal", row -> terminal(row, alike)));
            connection.commit();
            return registry;
        } catch (SQLException e) {
            throw new JournalException("the registry cannot be read: " + e.getSQLState(), e);
        }
    }

    /** Grows with every import. */
    public long version() {
        try (Connection connection = database.getConnection()) {
            return version(connection);
        } catch (SQLException e) {
            throw new JournalException("the registry cannot be read: " + e.getSQLState(), e);
        }
    }

    private static long version(Connection connection) throws SQLException {
        return all(connection, "select version from registry_version", row -> row.getLong(1))
                .getFirst();
    }

    private static <T> List<T> all(Connection connection, String sql, Reader<T> reader) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = select.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    private static Acquirer acquirer(ResultSet row, Map<Permissions, Permissions> alike) throws SQLException {
        return new Acquirer(row.getString("acquirer"), row.getBoolean("active"), permissions(row, alike));
    }

    private static Merchant merchant(ResultSet row, Map<Permissions, Permissions> alike) throws SQLException {
        return new Merchant(
                row.getString("acquirer"),
                row.getString("merchant_id"),
                row.getString("name"),
                row.getBoolean("active"),
                permissions(row, alike));
    }

    private static Terminal terminal(ResultSet row, Map<Permissions, Permissions> alike) throws SQLException {
        return new Terminal(
                row.getString("acquirer"),
                row.getString("terminal_id"),
                row.getString("merchant_id"),
                row.getBoolean("active"),
                key(row, "master_key"),
                key(row, "pin_key").map(PinKey::new),
                key(row, "mac_key").map(MacKey::new),
                key(row, "base_key").map(BaseKey::new),
                permissions(row, alike));
    }

    private static Optional<String> key(ResultSet row, String column) throws SQLException {
        return Optional.of(row.getString(column)).filter(label -> !label.isEmpty());
    }

    private static Permissions permissions(ResultSet row, Map<Permissions, Permissions> alike) throws SQLException {
        Permissions read = new Permissions(
                words(row.getString("mtis")),
                words(row.getString("processing_codes")),
                words(row.getString("currencies")));
        return alike.computeIfAbsent(read, same -> same);
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}
