package org.pointwork.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.pointwork.bench.services.Database;
import org.pointwork.bench.services.DatabaseLogin;

/** The PostgreSQL server of a benchmark, as durable as in the demo, with a database for each switch that is measured. */
public final class SiteDatabase implements AutoCloseable {
    /**
     * For tens of thousands of rows a second, as a server of a switch would be set, whoever is measured: with less log
     * than this, checkpoints would follow each other at once, and new log files be filled with zeros while all wait.
     */
    private static final Map<String, String> SIZE = Map.of(
            "shared_buffers", "1GB",
            "max_wal_size", "8GB",
            "min_wal_size", "2GB",
            "checkpoint_timeout", "15min");

    private final Database server;
    private final Path directory;
    private final DatabaseLogin login;

    private SiteDatabase(Database server, Path directory, DatabaseLogin login) {
        this.server = server;
        this.directory = directory;
        this.login = login;
    }

    /**
     * On the data folder in {@code var}; stops what a killed run left there.
     *
     * @param settings in place of {@link #SIZE} or beside it
     */
    public static SiteDatabase start(Path var, int port, Map<String, String> settings)
            throws IOException, SQLException {
        Path directory = var.resolve("journal");
        Map<String, String> all = new HashMap<>(SIZE);
        all.putAll(settings);
        return new SiteDatabase(
                Database.start(directory, port, Database.binaries(var), all), directory, new DatabaseLogin(var, port));
    }

    /** An empty database of the switches' role; what a former run left in it is gone. Its name. */
    public String empty(String name) throws IOException, SQLException {
        drop(name);
        asSuperuser("create database " + name + " owner " + Database.NAME);
        return name;
    }

    public void drop(String name) throws IOException, SQLException {
        asSuperuser("drop database if exists " + name + " with (force)");
    }

    /** The first row of a query, numbers all. */
    public long[] numbers(String database, String query) throws IOException, SQLException {
        try (Connection connection = login.owner(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            long[] numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        }
    }

    /** Writes out what earlier arms left in memory, so that no arm pays for another's. */
    public void checkpoint() throws IOException, SQLException {
        asSuperuser("checkpoint");
    }

    /**
     * Uses all of the server's buffers once, as days of work would: the first use of each page costs what no later one
     * does, and whoever is measured first would pay for it.
     */
    public void useAllBuffers() throws IOException, SQLException {
        asSuperuser("create unlogged table filler (page text storage plain)");
        asSuperuser("insert into filler select repeat('x', 8000) from generate_series(1, pg_size_bytes("
                + "current_setting('shared_buffers')) / 8192)");
        asSuperuser("drop table filler");
    }

    private void asSuperuser(String command) throws IOException, SQLException {
        try (Connection connection = login.superuser();
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }

    public DatabaseLogin login() {
        return login;
    }

    /** The process whose children do the work. */
    public long pid() throws IOException {
        try (var lines = Files.lines(directory.resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
