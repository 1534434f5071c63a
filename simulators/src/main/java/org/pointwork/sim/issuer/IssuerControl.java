package org.pointwork.sim.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.pointwork.iso8583.KeyField;
import org.pointwork.model.CardMessage;

/**
 * The tester's way in, by HTTP on 127.0.0.1: {@code GET /ledger}, {@code GET /health}, {@code POST
 * /fault?kind=delay&count=1&delayMs=500}, {@code POST /ask?code=161&key=mac}. Answers are JSON; a request that makes no
 * sense gets 400 and the reason.
 */
final class IssuerControl implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private IssuerControl(HttpServer server) {
        this.server = server;
    }

    /** Has the issuer ask the switch; the answer is empty where none comes. */
    interface Asking {
        Optional<CardMessage> ask(boolean overBackup, IssuerNetwork.Question question);
    }

    static IssuerControl start(int port, Supplier<LedgerTotals> totals, FaultPlan faults, Asking asking)
            throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        IssuerControl control = new IssuerControl(HttpServer.create(address, BACKLOG));
        control.server.setExecutor(control.threads);
        control.server.createContext(
                "/ledger", exchange -> answer(exchange, 200, totals.get().json()));
        control.server.createContext("/health", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        control.server.createContext("/fault", exchange -> order(exchange, faults));
        control.server.createContext("/ask", exchange -> ask(exchange, asking));
        control.server.start();
        return control;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void order(HttpExchange exchange, FaultPlan faults) throws IOException {
        try {
            Map<String, String> query = posted(exchange);
            String label = query.getOrDefault("kind", "");
            FaultKind kind = FaultKind.labelled(label)
                    .orElseThrow(() -> new IllegalArgumentException("kind: there is no such fault"));
            if (query.containsKey("delayMs")) {
                faults.delayMs(Long.parseLong(query.get("delayMs")));
            }
            faults.order(kind, Integer.parseInt(query.getOrDefault("count", "1")));
            answer(exchange, 200, "{\"ordered\":\"" + kind.label() + "\"}");
        } catch (NumberFormatException e) {
            answer(exchange, 400, "{\"error\":\"count and delayMs are whole numbers\"}");
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, "{\"error\":\"" + e.getMessage() + "\"}");
        }
    }

    /** {@code code=161&key=mac}, {@code code=162&wish=pin}, {@code code=201&date=0722}, each with {@code port=backup}. */
    private static void ask(HttpExchange exchange, Asking asking) throws IOException {
        try {
            Map<String, String> query = posted(exchange);
            if (!query.getOrDefault("code", "").matches("[0-9]{3}")) {
                throw new IllegalArgumentException("code: three digits for DE 70");
            }
            if (!query.getOrDefault("date", "").matches("|[0-9]{4}")) {
                throw new IllegalArgumentException("date: MMDD for DE 15");
            }
            Optional<CardMessage> came = asking.ask(
                    query.getOrDefault("port", "primary").equals("backup"),
                    new IssuerNetwork.Question(
                            query.get("code"), use(query, "key"), use(query, "wish"), query.getOrDefault("date", "")));
            answer(
                    exchange,
                    200,
                    "{\"answer\":\"" + came.map(CardMessage::responseCode).orElse("") + "\",\"reason\":\""
                            + came.map(it -> it.fields().text(44).replaceAll("[^A-Z0-9 ]", ""))
                                    .orElse("no answer")
                            + "\"}");
        } catch (IllegalArgumentException e) {
            answer(exchange, 400, "{\"error\":\"" + e.getMessage() + "\"}");
        }
    }

    private static Optional<KeyField.Use> use(Map<String, String> query, String name) {
        return Optional.ofNullable(query.get(name)).map(value -> switch (value) {
            case "mac" -> KeyField.Use.MAC;
            case "pin" -> KeyField.Use.PIN;
            default -> throw new IllegalArgumentException(name + ": mac or pin");
        });
    }

    private static Map<String, String> posted(HttpExchange exchange) {
        if (!exchange.getRequestMethod().equals("POST")) {
            throw new IllegalArgumentException("POST is wanted");
        }
        return query(exchange.getRequestURI().getQuery());
    }

    private static Map<String, String> query(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.put(pair.substring(0, equals), pair.substring(equals + 1));
            }
        }
        return values;
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
