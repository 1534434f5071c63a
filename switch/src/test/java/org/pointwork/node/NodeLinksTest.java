package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** What operators see of links and what they order them to do. */
class NodeLinksTest extends WholeNode {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_drained_link_hands_its_payments_to_the_other_and_comes_back() throws IOException {
        JsonNode drained = order("drain");
        assertTrue(drained.path("done").asBoolean(), drained::toString);
        assertEquals("SIGNED_OFF", drained.path("state").asText());
        CardMessage request = purchase();
        assertEquals("00", ask(request).responseCode());
        assertEquals(0, dispatched(request).size());
        assertTrue(get("/api/links").contains("signed off by an operator"));
        assertEquals("READY", order("sign-on").path("state").asText());
        CardMessage next = purchase();
        assertEquals("00", ask(next).responseCode());
        assertEquals(1, dispatched(next).size());
    }

    @Test
    void an_order_that_makes_no_sense_is_told_so() throws IOException {
        assertEquals("it is there", order("echo").path("why").asText());
        assertEquals("it is signed on", order("sign-on").path("why").asText());
        assertEquals(404, node.post("/api/links/issuer-demo/primary/explode").statusCode());
        assertEquals(404, node.post("/api/links/issuer-demo/third/echo").statusCode());
        assertEquals(401, node.get("/api/unmatched", "").statusCode());
    }

    @Test
    void a_reply_that_met_no_request_is_shown_with_what_differs() {
        primary.onPayment(call -> {
            call.send(Requests.with(call.reply("00"), 11, "999999"));
            call.approve();
        });
        CardMessage request = purchase();
        assertEquals("00", ask(request).responseCode());
        String difference = "DE 11 sent " + request.trace().stan() + ", came 999999";
        Await.until("it is shown", () -> get("/api/unmatched").contains(difference));
        primary.onPayment(FakeIssuer.Call::approve);
    }

    private static JsonNode order(String order) throws IOException {
        return JSON.readTree(
                node.post("/api/links/issuer-demo/primary/" + order).body());
    }
}
