package org.pointwork.bench.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.pointwork.bench.services.Database;

/** The PostgreSQL server of a benchmark, as durable as in the demo, with a database for each switch that is measured. */
public final class SiteDatabase implements AutoCloseable {
    private static final String SUPERUSER = "postgres";

    private final Database server;
    private final Path var;

    private SiteDatabase(Database server, Path var) {
        this.server = server;
        this.var = var;
    }

    /** On the data folder in {@code var}; stops what a killed run left there. */
    public static SiteDatabase start(Path var, int port) throws IOException, SQLException {
        return new SiteDatabase(Database.start(var.resolve("journal"), port, Database.binaries(var)), var);
    }

    /** An empty database that belongs to the switches' role; what a former run left in it is gone. */
    public void empty(String database) throws IOException, SQLException {
        drop(database);
        asSuperuser("create database " + database + " owner " + Database.NAME);
    }

    public void drop(String database) throws IOException, SQLException {
        asSuperuser("drop database if exists " + database + " with (force)");
    }

    /** The first row of a query, numbers all. */
    public long[] numbers(String database, String query) throws IOException, SQLException {
        try (Connection connection = connect(database);
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

    /** One statement after the other, each on its own; for settings of the whole server as well. */
    public void asSuperuser(String... statements) throws IOException, SQLException {
        try (Connection connection = connect("postgres", SUPERUSER, "db-superuser-password");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A connection as the switches have it; the caller closes it. */
    public Connection connect(String database) throws IOException, SQLException {
        return connect(database, Database.NAME, "db-password");
    }

    public String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + database;
    }

    public Path passwordFile() {
        return var.resolve("db-password");
    }

    /** The process whose children do the work. */
    public long pid() throws IOException {
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
