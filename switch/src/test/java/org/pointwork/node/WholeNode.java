package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.Terminal;
import org.pointwork.testing.TestNode;

/** A whole node: real sockets on both sides, a real database, a real token. */
@ExtendWith(OneNode.Provider.class)
abstract class WholeNode {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    static FakeIssuer primary;
    static FakeIssuer backup;
    static TestNode node;

    @BeforeAll
    static void know(OneNode one) {
        primary = one.primary();
        backup = one.backup();
        node = one.node();
    }

    @BeforeEach
    void bestBehaviour() {
        primary.onPayment(FakeIssuer.Call::approve).onReversal(FakeIssuer.Call::approve);
        backup.onPayment(FakeIssuer.Call::approve).onReversal(FakeIssuer.Call::approve);
        primary.onFile(call -> call.answer("25"));
        Await.until("both links are ready", () -> get("/health")
                .contains("\"issuer-demo/backup\":\"READY\",\"issuer-demo/primary\":\"READY\""));
    }

    static int next() {
        return NUMBERS.incrementAndGet();
    }

    static CardMessage purchase() {
        return Requests.now(Requests.purchase(next()));
    }

    static CardMessage ask(CardMessage request) {
        try (Terminal terminal = node.asciiTerminal()) {
            return terminal.ask(request);
        }
    }

    static List<CardMessage> dispatched(CardMessage request) {
        return primary.heard("0200").stream()
                .filter(m -> m.trace().equals(request.trace()))
                .toList();
    }

    static List<CardMessage> reversalsOf(CardMessage request) {
        return primary.heard("0420").stream()
                .filter(m -> m.trace().rrn().equals(request.trace().rrn()))
                .toList();
    }

    static String get(String path) {
        return node.get(path, TestNode.OPERATOR_TOKEN).body();
    }

    static List<JsonNode> transactions(CardMessage request) {
        try {
            return JSON.readTree(get("/api/transactions?rrn=" + request.trace().rrn()))
                    .valueStream()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode transaction(CardMessage request) {
        List<JsonNode> found = transactions(request);
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    static String state(CardMessage request) {
        return transaction(request).path("state").asText();
    }

    static void awaitState(String state, CardMessage request) {
        Await.until("it is " + state, () -> state(request).equals(state));
    }
}
