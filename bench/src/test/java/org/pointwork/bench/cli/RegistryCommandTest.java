package org.pointwork.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Imports into a database that has no schema at first. */
class RegistryCommandTest {
    @TempDir
    private static Path folder;

    private static EmbeddedPostgres server;

    @BeforeAll
    static void aJournalAndItsConfiguration() throws IOException {
        server = EmbeddedPostgres.start();
        Files.writeString(folder.resolve("db-password"), "postgres");
        Files.writeString(folder.resolve("merchants.csv"), "acquirer,merchant\ndemo,MERCHANT0000001\n");
        Files.writeString(folder.resolve("acquirers.csv"), "acquirer\ndemo\n");
        Path from = Path.of(System.getProperty("project.root"), "cfg");
        Path cfg = Files.createDirectory(folder.resolve("cfg"));
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, cfg.resolve(file.getFileName()));
            }
        }
        Path node = cfg.resolve("node.yml");
        Files.writeString(
                node,
                Files.readString(node)
                        .replaceFirst(
                                "url: jdbc:\\S+\n  user: pointwork\n  password-file: \\S+",
                                "url: jdbc:postgresql://127.0.0.1:" + server.getPort()
                                        + "/postgres\n  user: postgres\n  password-file: "
                                        + folder.resolve("db-password")));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void withoutAFileNothingIsReplaced() {
        assertTrue(run(2, "--replace").contains("which files?"));
        run(2);
    }

    @Test
    void aDryRunMakesNoSchema() throws SQLException {
        String acquirers = folder.resolve("acquirers.csv").toString();
        String merchants = folder.resolve("merchants.csv").toString();
        String said = run(1, "--dry-run", "--acquirers", acquirers);
        assertTrue(said.contains("there is none in this journal yet"), said);
        assertEquals(0, tables());
        run(0, "--acquirers", acquirers);
        assertTrue(tables() > 0);
        assertTrue(run(0, "--dry-run", "--merchants", merchants).contains("could be stored: 0 acquirers, 1 merchants"));
    }

    private static long tables() throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery("select count(*) from pg_tables where schemaname = 'public'")) {
            found.next();
            return found.getLong(1);
        }
    }

    /** What an import says, on both streams. */
    private static String run(int exitCode, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("import", "--cfg", folder.resolve("cfg").toString()));
        arguments.addAll(List.of(more));
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = new CommandLine(new RegistryCommand())
                .setOut(writer)
                .setErr(writer)
                .execute(arguments.toArray(String[]::new));
        assertEquals(exitCode, code, said.toString());
        return said.toString();
    }
}
