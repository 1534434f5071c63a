package org.pointwork.bench.services;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * One PostgreSQL server of our own, on the loopback interface alone, as durable as a production one: zonky, made for
 * tests, starts its servers without fsync and would lose what was committed.
 */
public final class Database implements AutoCloseable {
    /** The role that the node works as, and the database it owns. */
    public static final String NAME = "pointwork";

    private static final Duration START_LIMIT = Duration.ofSeconds(60); // a crash recovery may come first

    static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("listen_addresses", "127.0.0.1"),
            Map.entry("unix_socket_directories", ""),
            Map.entry("max_connections", "80"),
            Map.entry("shared_buffers", "128MB"),
            // durable
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            // the replica's side, and the bound on what it may hold back
            Map.entry("wal_level", "logical"),
            Map.entry("max_wal_senders", "8"),
            Map.entry("max_replication_slots", "8"),
            Map.entry("max_wal_size", "512MB"),
            Map.entry("max_slot_wal_keep_size", "1GB"),
            // statements, parameters and the errors that quote them stay out of the log
            Map.entry("log_statement", "none"),
            Map.entry("log_min_messages", "log"),
            Map.entry("log_min_error_statement", "panic"),
            Map.entry("log_error_verbosity", "terse"),
            Map.entry("log_parameter_max_length", "0"),
            Map.entry("log_parameter_max_length_on_error", "0"));

    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /**
     * Starts the server on its data directory, made where it is missing; a server left over there is stopped first.
     *
     * @param directory the data directory; secrets and logs are kept beside it
     * @param binaries where PostgreSQL is unpacked, see {@link #binaries}
     * @throws IOException where it doesn't start; the server's own log says why
     */
    public static Database start(Path directory, int port, Path binaries) throws IOException, SQLException {
        return start(directory, port, binaries, Map.of());
    }

    /** As {@link #start(Path, int, Path)}, with settings that stand instead of the small ones or beside them. */
    public static Database start(Path directory, int port, Path binaries, Map<String, String> settings)
            throws IOException, SQLException {
        LeftoverPostmaster.stop(directory);
        Path var = directory.toAbsolutePath().getParent();
        Path superuserPassword = var.resolve("db-superuser-password");
        Path log =
                Files.createDirectories(var.resolve("log")).resolve("postgresql-" + directory.getFileName() + ".log");
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(binaries.toFile())
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setPGStartupWait(START_LIMIT)
                .setConnectConfig("password", SecretFile.ensure(superuserPassword))
                // zonky's only way to hand options to initdb
                .setLocaleConfig("pwfile", superuserPassword.toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("locale", "C")
                .setOutputRedirector(Redirect.appendTo(log.toFile()))
                .setErrorRedirector(Redirect.appendTo(log.toFile()));
        SETTINGS.forEach(builder::setServerConfig);
        settings.forEach(builder::setServerConfig);
        Database database = new Database(builder.start());
        database.prepare(SecretFile.ensure(var.resolve("db-password")));
        return database;
    }

    /** Where PostgreSQL is unpacked. */
    public static Path binaries(Path var) {
        // zonky sweeps the folder that it works in, so no data directory may live there
        System.setProperty(
                "ot.epg.working-dir",
                Cache.folder(var).resolve("postgresql-work").toString());
        return Cache.folder(var).resolve("postgresql");
    }

    /** The role and its database, made on the first start; the password is set on each, as its file may be new. */
    private void prepare(String password) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            if (!exists(statement, "select 1 from pg_roles where rolname = '" + NAME + "'")) {
                statement.execute("create role " + NAME + " login replication");
                statement.execute("grant pg_create_subscription to " + NAME);
            }
            statement.execute("alter role " + NAME + " password '" + password + "'");
            if (!exists(statement, "select 1 from pg_database where datname = '" + NAME + "'")) {
                statement.execute("create database " + NAME + " owner " + NAME);
            }
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** The postmaster's port on 127.0.0.1. */
    public int port() {
        return server.getPort();
    }

    /** Stops the server; what was committed is kept. */
    @Override
    public void close() throws IOException {
        server.close();
    }
}
