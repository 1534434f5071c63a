package org.pointwork.bench.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What an operator hears of a node's refusals, which come as JSON or, from its HTTP server, as plain text. */
class DayCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "404 | that day is not closed                             | day: that day is not closed",
                "404 | {\"title\":\"that day is not closed\"}             | day: that day is not closed",
                "409 | {\"error\":\"is not over\",\"open\":[]}            | day: is not over",
                "409 | {\"error\":\"is not over\",\"open\":[\"2 legs\"]}  | day: 2 legs",
                "401 | a bearer token is needed                           | day: the node does not take the token in",
                "502 | ``                                                 | day: HTTP status 502",
                "200 | <html>                                             | is no node",
            })
    void aRefusalIsToldInTheNodesOwnWords(int status, String body, String said) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/days/2026-07-21", exchange -> {
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String all = show(server.getAddress().getPort());
            assertTrue(all.contains(said), all);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void onlyASilentPortIsNoNode() throws IOException {
        assertTrue(show(1).contains("day: no node answers at http://127.0.0.1:1"));
    }

    private String show(int port) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "an-operator-token");
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int code = new CommandLine(new DayCommand())
                .setOut(writer)
                .setErr(writer)
                .execute(
                        "show",
                        "2026-07-21",
                        "--api",
                        "http://127.0.0.1:" + port,
                        "--operator-token-file",
                        token.toString());
        assertEquals(1, code, said.toString());
        return said.toString();
    }
}
