package org.pointwork.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.journal.Journal;

/** One PostgreSQL for all tests of a JVM, durable as in production; a fresh database for each who asks. */
public final class TestDatabase {
    private static final EmbeddedPostgres SERVER = start();
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    private static EmbeddedPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("wal_level", "logical")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static int port() {
        return SERVER.getPort();
    }

    /** Makes an empty database and returns its name. */
    public static String create() {
        String name = "test" + COUNT.incrementAndGet();
        execute("create database " + name);
        return name;
    }

    /** Makes a database with the journal's schema and partitions in it, in a fraction of the time, and returns its name. */
    public static String createJournal() {
        String name = "journal" + COUNT.incrementAndGet();
        execute("create database " + name + " template " + Template.NAME);
        return name;
    }

    /** The journal's schema, made once. */
    private static final class Template {
        static final String NAME = create();

        static {
            openJournal(NAME).close();
        }
    }

    public static String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
    }

    /** The journal of node 1. */
    public static Journal openJournal(String database) {
        return Journal.open(settings(database, 1), new TestSeal(), Clock.systemDefaultZone());
    }

    /** A setting-free journal address for {@link org.pointwork.journal.Journal#open}. */
    public static Journal.Settings settings(String database, int node) {
        return new Journal.Settings(url(database), "postgres", "postgres", node, 4, 20_000, Duration.ofSeconds(20));
    }

    /** A connection of the test's own, to look or to get in the way. */
    public static Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(url(database), "postgres", "postgres");
    }

    /** The same connection for work that stops before its commit: the test commits for it. */
    public static Connection pausedBeforeCommit(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) ->
                        method.getName().equals("commit") ? null : method.invoke(connection, arguments));
    }

    /** The rows of a query, columns as text and absent ones empty. */
    public static List<List<String>> rows(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(Objects.toString(found.getString(i), ""));
                }
                rows.add(row);
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a query gives. */
    public static long number(String database, String sql) {
        return Long.parseLong(rows(database, sql).getFirst().getFirst());
    }

    /** Changes what no part of a node would. */
    public static void execute(String database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As superuser, outside any test's database. */
    public static void execute(String sql) {
        try (Connection connection = SERVER.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
