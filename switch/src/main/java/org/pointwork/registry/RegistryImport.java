package org.pointwork.registry;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.journal.JournalException;

/** Stores an import, all of it or nothing: what is there under the same identifiers becomes what the import says. */
public final class RegistryImport {
    private static final List<String> TABLES = List.of("registry_acquirer", "registry_merchant", "registry_terminal");
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String ACQUIRER = """
            insert into registry_acquirer (acquirer, active, mtis, processing_codes, currencies)
            values (?, ?, ?, ?, ?)
            on conflict (acquirer) do update set active = excluded.active, mtis = excluded.mtis,
                processing_codes = excluded.processing_codes, currencies = excluded.currencies""";
    private static final String MERCHANT = """
            insert into registry_merchant (acquirer, merchant_id, name, active, mtis, processing_codes, currencies)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (acquirer, merchant_id) do update set name = excluded.name, active = excluded.active,
                mtis = excluded.mtis, processing_codes = excluded.processing_codes, currencies = excluded.currencies""";
    private static final String TERMINAL = """
            insert into registry_terminal (acquirer, terminal_id, merchant_id, active, master_key, pin_key, mac_key,
                                           base_key, mtis, processing_codes, currencies)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (acquirer, terminal_id) do update set merchant_id = excluded.merchant_id,
                active = excluded.active, master_key = excluded.master_key, pin_key = excluded.pin_key,
                mac_key = excluded.mac_key, base_key = excluded.base_key, mtis = excluded.mtis,
                processing_codes = excluded.processing_codes, currencies = excluded.currencies""";
    private static final String HOMELESS = """
            select t.acquirer || '/' || t.terminal_id || ' names merchant ' || t.merchant_id from registry_terminal t
             where not exists (select 1 from registry_merchant m
                                where m.acquirer = t.acquirer and m.merchant_id = t.merchant_id)
             order by 1 limit 1""";

    private final DataSource database;

    public RegistryImport(DataSource database) {
        this.database = database;
    }

    /**
     * Stores it, and the nodes see it within seconds.
     *
     * @param replace whether what it does not name goes
     * @param dryRun whether it is only tried
     * @throws RegistryException where a terminal's merchant is in neither the import nor the registry
     * @throws JournalException where the database cannot be written
     */
    public void write(RegistryContent content, boolean replace, boolean dryRun) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                write(connection, content, replace);
                if (dryRun) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            String why = UNDEFINED_TABLE.equals(e.getSQLState())
                    ? "there is none in this journal yet: a node makes it when it starts"
                    : e.getSQLState();
            throw new JournalException("the registry cannot be written: " + why, e);
        }
    }

    private static void write(Connection connection, RegistryContent content, boolean replace) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("update registry_version set version = version + 1"); // and no other import meanwhile
            if (replace) {
                for (String table : TABLES) {
                    statement.execute("delete from " + table);
                }
            }
        }
        acquirers(connection, content.acquirers());
        merchants(connection, content.merchants());
        terminals(connection, content.terminals());
        try (Statement statement = connection.createStatement();
                ResultSet homeless = statement.executeQuery(HOMELESS)) {
            if (homeless.next()) {
                throw new RegistryException("terminal " + homeless.getString(1) + ", which is not registered");
            }
        }
    }

    private static void acquirers(Connection connection, List<Acquirer> acquirers) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ACQUIRER)) {
            for (Acquirer acquirer : acquirers) {
                insert.setString(1, acquirer.name());
                insert.setBoolean(2, acquirer.active());
                permissions(insert, 3, acquirer.may());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void merchants(Connection connection, List<Merchant> merchants) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(MERCHANT)) {
            for (Merchant merchant : merchants) {
                insert.setString(1, merchant.acquirer());
                insert.setString(2, merchant.merchantId());
                insert.setString(3, merchant.name());
                insert.setBoolean(4, merchant.active());
                permissions(insert, 5, merchant.may());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void terminals(Connection connection, List<Terminal> terminals) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(TERMINAL)) {
            for (Terminal terminal : terminals) {
                insert.setString(1, terminal.acquirer());
                insert.setString(2, terminal.terminalId());
                insert.setString(3, terminal.merchantId());
                insert.setBoolean(4, terminal.active());
                insert.setString(5, terminal.masterKey().orElse(""));
                insert.setString(6, terminal.pinKey().map(PinKey::label).orElse(""));
                insert.setString(7, terminal.macKey().map(MacKey::label).orElse(""));
                insert.setString(8, terminal.baseKey().map(BaseKey::label).orElse(""));
                permissions(insert, 9, terminal.may());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void permissions(PreparedStatement insert, int from, Permissions may) throws SQLException {
        insert.setString(from, words(may.mtis()));
        insert.setString(from + 1, words(may.processingCodes()));
        insert.setString(from + 2, words(may.currencies()));
    }

    private static String words(Set<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }
}
