package org.pointwork.sim.issuer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The tester's way in, by HTTP on 127.0.0.1: {@code GET /ledger}, {@code GET /health}, {@code POST
 * /fault?kind=delay&count=1&delayMs=500}. Answers are JSON; a request that makes no sense gets 400 and the reason.
 */
final class IssuerControl implements AutoCloseable {
    private static final int BACKLOG = 16;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private IssuerControl(HttpServer server) {
        this.server = server;
    }

    static IssuerControl start(int port, Supplier<LedgerTotals> totals, FaultPlan faults) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        IssuerControl control = new IssuerControl(HttpServer.create(address, BACKLOG));
        control.server.setExecutor(control.threads);
        control.server.createContext(
                "/ledger", exchange -> answer(exchange, 200, totals.get().json()));
        control.server.createContext("/health", exchange -> answer(exchange, 200, "{\"status\":\"UP\"}"));
        control.server.createContext("/fault", exchange -> order(exchange, faults));
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
            if (!exchange.getRequestMethod().equals("POST")) {
                throw new IllegalArgumentException("POST is wanted");
            }
            Map<String, String> query = query(exchange.getRequestURI().getQuery());
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
