package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.pointwork.bench.services.Database;

/** The PostgreSQL server of all arms, as durable as in the demo; each arm begins with an empty database of its own. */
final class YardDatabase implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    private final Database server;
    private final Path var;

    private YardDatabase(Database server, Path var) {
        this.server = server;
        this.var = var;
    }

    static YardDatabase start(Path var, int port) throws IOException, SQLException {
        return new YardDatabase(Database.start(var.resolve("journal"), port, Database.binaries(var)), var);
    }

    /** An empty database that belongs to the switches' role; what a former run left in it is gone. */
    void empty(String database) throws IOException, SQLException {
        try (Connection connection = connect("postgres", SUPERUSER, "db-superuser-password");
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists " + database + " with (force)");
            statement.execute("create database " + database + " owner " + Database.NAME);
        }
    }

    /** The first row of a query, numbers all. */
    long[] numbers(String database, String query) throws IOException, SQLException {
        try (Connection connection = connect(database, Database.NAME, "db-password");
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
    void checkpoint() throws IOException, SQLException {
        try (Connection connection = connect("postgres", SUPERUSER, "db-superuser-password");
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    Path passwordFile() {
        return var.resolve("db-password");
    }

    /** The process whose children do the work. */
    long pid() throws IOException {
        try (var lines = Files.lines(var.resolve("journal").resolve("postmaster.pid"))) {
            return Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
    }

    private Connection connect(String database, String role, String passwordFile) throws IOException, SQLException {
        String password = Files.readString(var.resolve(passwordFile)).strip();
        return DriverManager.getConnection(url(database), role, password);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
