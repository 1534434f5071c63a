package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabasesProcessTest {
    private static final Map<String, String> ASSURED = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "wal_level", "logical",
            "max_slot_wal_keep_size", "1GB",
            "listen_addresses", "127.0.0.1",
            "log_statement", "none",
            "log_min_error_statement", "panic",
            "log_parameter_max_length_on_error", "0");

    @TempDir
    Path folder;

    private final String journalPort = ServiceUnderTest.freePort();
    private final String replicaPort = ServiceUnderTest.freePort();

    @Test
    void bothAreDurableAndKeepWhatWasCommittedThroughAKill() throws Exception {
        Path var = Files.createDirectories(folder.resolve("a var"));
        ServiceUnderTest first = start(var);
        try (Connection journal = connect(var, journalPort);
                Connection replica = connect(var, replicaPort)) {
            for (Map.Entry<String, String> setting : ASSURED.entrySet()) {
                assertEquals(setting.getValue(), value(journal, "show " + setting.getKey()), setting.getKey());
                assertEquals(setting.getValue(), value(replica, "show " + setting.getKey()), setting.getKey());
            }
            replicate(var, journal, replica);
            run(journal, "insert into kept values (1, 12300)");
            assertEquals("12300", awaited(replica, "select amount from kept"));
        }
        long left =
                LeftoverPostmaster.running(var.resolve("journal")).orElseThrow().pid();
        first.kill();
        assertEquals(
                left,
                LeftoverPostmaster.running(var.resolve("journal")).orElseThrow().pid(),
                "outlives its JVM");

        try (ServiceUnderTest second = start(var);
                Connection journal = connect(var, journalPort)) {
            assertNotEquals(
                    left,
                    LeftoverPostmaster.running(var.resolve("journal"))
                            .orElseThrow()
                            .pid());
            assertEquals("12300", value(journal, "select amount from kept"));
        }
        assertFalse(LeftoverPostmaster.running(var.resolve("journal")).isPresent(), "ends with its parent");
        assertFalse(LeftoverPostmaster.running(var.resolve("replica")).isPresent(), "ends with its parent");
    }

    @Test
    void takesNobodyWithoutThePasswordAndLogsNoStatement() throws Exception {
        Path var = folder.resolve("var");
        try (ServiceUnderTest databases = start(var)) {
            for (String role : new String[] {"postgres", Database.NAME}) {
                assertThrows(SQLException.class, () -> DriverManager.getConnection(url(journalPort), role, "guess"));
            }
            try (Connection journal = connect(var, journalPort)) {
                assertThrows(SQLException.class, () -> run(journal, "select '4000001234567899' from missing"));
                assertThrows(SQLException.class, () -> run(journal, "select '4000001234567899'::int"));
            }
        }
        String log = Files.readString(var.resolve("log/postgresql-journal.log"));
        assertTrue(log.contains("ready to accept connections"), log);
        assertFalse(log.contains("4000001234567899"), log);
    }

    /** As the switch does it, with the rights of its own role. */
    private void replicate(Path var, Connection journal, Connection replica) throws SQLException, IOException {
        String table = "create table kept (id int primary key, amount bigint)";
        run(journal, table);
        run(replica, table);
        run(journal, "create publication kept for table kept (id, amount)");
        run(
                replica,
                "create subscription kept connection 'host=127.0.0.1 port=" + journalPort + " dbname=" + Database.NAME
                        + " user=" + Database.NAME + " password=" + password(var) + "' publication kept");
    }

    private ServiceUnderTest start(Path var) throws IOException {
        return ServiceUnderTest.start(
                DatabasesProcess.class,
                var,
                Map.of(Door.JOURNAL.variable(), journalPort, Door.REPLICA.variable(), replicaPort));
    }

    private static Connection connect(Path var, String port) throws SQLException, IOException {
        return DriverManager.getConnection(url(port), Database.NAME, password(var));
    }

    private static String password(Path var) throws IOException {
        return Files.readString(var.resolve("db-password"));
    }

    private static String url(String port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + Database.NAME;
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first row that there is, for ten seconds at most: replication tells nobody when it has been. */
    private static String awaited(Connection connection, String sql) throws SQLException {
        long end = System.nanoTime() + 10_000_000_000L;
        String found = value(connection, sql);
        while (found.isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            found = value(connection, sql);
        }
        return found;
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }
}
