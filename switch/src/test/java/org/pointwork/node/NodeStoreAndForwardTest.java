package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestNode;

/** What an operator sees and does of what must still reach a partner. */
class NodeStoreAndForwardTest extends WholeNode {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void what_waits_is_listed_replayed_and_sent_as_a_repeat() throws IOException {
        primary.onReversal(call -> call.answer("05"));
        CardMessage request = purchase();
        ask(request);
        ask(Requests.reversalOf(request, next()));
        String number = transaction(request).path("txnId").asText();
        Await.until(
                "it is given up", () -> waiting(number).path("state").asText().equals("DEAD"));
        assertEquals("refused with 05", waiting(number).path("lastError").asText());
        assertEquals("0421", waiting(number).path("mti").asText());
        primary.onReversal(FakeIssuer.Call::approve);
        assertEquals("{\"due\":1}", post("/api/store-and-forward/replay?txn=" + number));
        awaitState("REVERSED", request);
        assertEquals(
                List.of("0420", "0421"),
                primary.heard().stream()
                        .filter(m -> m.mti().messageClass() == '4')
                        .filter(m -> m.trace().rrn().equals(request.trace().rrn()))
                        .map(m -> m.mti().digits())
                        .toList());
        assertTrue(waiting(number).isMissingNode());
    }

    @Test
    void a_replay_says_what_it_is_of() {
        assertEquals(
                400,
                node.post("/api/store-and-forward/replay", TestNode.OPERATOR_TOKEN)
                        .statusCode());
        assertEquals("{\"due\":0}", post("/api/store-and-forward/replay?partner=nobody"));
    }

    private static String post(String path) {
        return node.post(path, TestNode.OPERATOR_TOKEN).body();
    }

    private static JsonNode waiting(String number) {
        try {
            return JSON.readTree(get("/api/store-and-forward"))
                    .valueStream()
                    .filter(leg -> leg.path("txnId").asText().equals(number))
                    .findFirst()
                    .orElse(JSON.missingNode());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
