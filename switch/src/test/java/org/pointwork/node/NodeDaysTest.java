package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.TestNode;

/** Business days as an operator sees them. */
class NodeDaysTest extends WholeNode {
    @Test
    void a_day_is_shown_closed_once_and_worked_out_again() {
        LocalDate longAgo = LocalDate.now().minusDays(3);
        assertTrue(get("/api/days").contains("\"today\":\"" + LocalDate.now() + "\""));
        assertEquals(409, post("/api/days/" + LocalDate.now() + "/close"));
        assertEquals(
                404, node.get("/api/days/" + longAgo, TestNode.OPERATOR_TOKEN).statusCode());
        assertEquals(200, post("/api/days/" + longAgo + "/close"));
        assertEquals(409, post("/api/days/" + longAgo + "/close"));
        assertEquals(200, post("/api/days/" + longAgo + "/verify"));
        assertTrue(get("/api/days/" + longAgo).contains("\"items\":0"));
        assertEquals(400, post("/api/days/yesterday/close"));
    }

    @Test
    void a_reversal_is_of_its_originals_day() {
        CardMessage request = purchase();
        ask(request);
        ask(org.pointwork.testing.Requests.reversalOf(request, next()));
        awaitState("REVERSED", request);
        String date =
                transaction(request).path("references").path("businessDate").asText();
        assertEquals(
                date.substring(5, 7) + date.substring(8),
                reversalsOf(request).getFirst().fields().text(15));
    }

    private static int post(String path) {
        return node.post(path, TestNode.OPERATOR_TOKEN).statusCode();
    }
}
