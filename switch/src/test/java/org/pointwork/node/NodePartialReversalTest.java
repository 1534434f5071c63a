package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;

/** What a terminal takes back in part, and what repeats hear of what was taken back. */
class NodePartialReversalTest extends WholeNode {
    private static final String REST = "000000000000C00000000C00000000";

    @Test
    void a_part_is_taken_back_once_and_the_rest_stays_posted() {
        CardMessage request = purchase();
        ask(request);
        assertEquals("00", ask(part(request, "000000004000")).responseCode());
        awaitState("REVERSED", request);
        CardMessage reversal = reversalsOf(request).getFirst();
        assertAll(
                () -> assertEquals("000000012300", reversal.fields().text(4)),
                () -> assertEquals("000000004000" + REST, reversal.fields().text(95)),
                () -> assertEquals("4000", transaction(request).path("amount").asText()),
                () -> assertEquals(4_000, posted(request)));
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        assertEquals(1, reversalsOf(request).size());
        assertEquals(4_000, posted(request));
    }

    @Test
    void nothing_left_is_a_whole_reversal() {
        CardMessage request = purchase();
        ask(request);
        assertEquals("00", ask(part(request, "000000000000")).responseCode());
        awaitState("REVERSED", request);
        assertFalse(reversalsOf(request).getFirst().fields().has(95));
        assertEquals(0, posted(request));
    }

    @Test
    void what_cannot_be_a_part_is_refused_and_changes_nothing() {
        CardMessage request = purchase();
        ask(request);
        assertEquals("13", ask(part(request, "000000012300")).responseCode());
        assertEquals(
                "30",
                ask(Requests.with(Requests.reversalOf(request, next()), 95, "00000000400X" + REST))
                        .responseCode());
        assertEquals("APPROVED", state(request));
        assertEquals(12_300, posted(request));
    }

    @Test
    void a_part_of_what_never_came_is_not_remembered() {
        CardMessage request = purchase();
        assertEquals("25", ask(part(request, "000000004000")).responseCode());
        assertEquals("00", ask(request).responseCode());
    }

    @Test
    void a_repeat_does_not_hear_an_approval_that_was_taken_back() {
        CardMessage request = purchase();
        assertEquals("00", ask(request).responseCode());
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        assertEquals("94", ask(Requests.as(request, "0201")).responseCode());
        assertEquals("94", ask(request).responseCode());
        assertEquals(
                List.of(request.trace()),
                dispatched(request).stream().map(CardMessage::trace).toList());
    }

    @Test
    void a_repeat_hears_again_that_the_issuer_was_late() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage request = purchase();
        assertEquals("68", ask(request).responseCode());
        awaitState("REVERSED", request);
        assertEquals("68", ask(Requests.as(request, "0201")).responseCode());
    }

    private static CardMessage part(CardMessage request, String kept) {
        return Requests.with(Requests.reversalOf(request, next()), 95, kept + REST);
    }

    private static long posted(CardMessage request) {
        return TestDatabase.number(
                node.database(),
                "select coalesce(sum(posted_minor), 0) from posting p join request r using (day, txn_id) where r.rrn = '"
                        + request.trace().rrn() + "'");
    }
}
