package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;

/** Which payment a reversal means, and what becomes of one that means none for certain. */
class NodeReversalMatchTest extends WholeNode {
    @ParameterizedTest
    @CsvSource({"4, 000000000100, 64", "4, 000000099900, 64", "4, 000000000000, 64", "49, 840, 12"})
    void another_amount_or_currency_undoes_nothing_and_the_right_one_still_can(int de, String value, String code) {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.reversalOf(request, next());
        assertEquals(code, ask(Requests.with(reversal, de, value)).responseCode());
        assertEquals("APPROVED", state(request));
        assertEquals(12_300, posted(request));
        assertEquals("00", ask(reversal).responseCode());
        awaitState("REVERSED", request);
        assertEquals(0, posted(request));
    }

    @Test
    void a_reversal_may_leave_amount_and_currency_out() {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.without(Requests.reversalOf(request, next()), 4, 49);
        assertEquals("00", ask(reversal).responseCode());
        awaitState("REVERSED", request);
    }

    @ParameterizedTest
    @CsvSource({"000000012300, 00", "000000006150, 00", "000000006149, 64"})
    void of_a_partial_approval_the_asked_or_the_approved_amount_is_taken_back(String amount, String code) {
        primary.onPayment(call -> call.send(Requests.with(call.reply("10"), 4, "000000006150")));
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.reversalOf(request, next());
        assertEquals(code, ask(Requests.with(reversal, 4, amount)).responseCode());
        assertEquals(code.equals("00") ? 0 : 6_150, posted(request));
    }

    @Test
    void of_two_with_one_rrn_the_amount_decides() {
        CardMessage first = purchase();
        CardMessage second = sharing(first, 4, "000000005000");
        ask(first);
        ask(second);
        assertEquals("00", ask(byRrn(first)).responseCode());
        assertEquals(0, posted(first));
        assertEquals(5_000, posted(second));
    }

    @Test
    void of_two_with_one_rrn_the_card_decides() {
        CardMessage first = purchase();
        CardMessage second = sharing(first, 2, Requests.pan(Requests.ISSUED_BIN, 888_888));
        ask(first);
        ask(second);
        assertEquals("00", ask(byRrn(first)).responseCode());
        assertEquals(0, posted(first));
        assertEquals(12_300, posted(second));
    }

    @Test
    void two_that_nothing_tells_apart_both_stand() {
        CardMessage first = purchase();
        CardMessage second = sharing(first, 4, "000000012300");
        ask(first);
        ask(second);
        assertEquals("25", ask(byRrn(first)).responseCode());
        assertEquals(12_300, posted(first));
        assertEquals(12_300, posted(second));
        assertEquals("00", ask(Requests.reversalOf(first, next())).responseCode());
        assertEquals(0, posted(first));
        assertEquals(12_300, posted(second));
    }

    @Test
    void more_than_can_be_compared_are_told_apart_by_the_stan_alone() {
        CardMessage first = purchase();
        ask(first);
        for (int i = 0; i < 16; i++) {
            ask(sharing(first, 4, "000000005000"));
        }
        assertEquals("25", ask(byRrn(first)).responseCode());
        assertEquals(12_300, posted(first));
        CardMessage withItsStan = Requests.with(byRrn(first), 11, first.trace().stan());
        assertEquals("00", ask(withItsStan).responseCode());
        assertEquals(0, posted(first));
    }

    /** Another payment of this terminal with the same RRN, and with one other element. */
    private static CardMessage sharing(CardMessage first, int de, String value) {
        return Requests.with(Requests.with(first, 11, "%06d".formatted(next())), de, value);
    }

    private static CardMessage byRrn(CardMessage original) {
        return Requests.without(Requests.reversalOf(original, next()), 90);
    }

    private static long posted(CardMessage request) {
        return TestDatabase.number(
                node.database(),
                "select coalesce(sum(posted_minor), 0) from posting p join request r using (day, txn_id) where r.rrn = '"
                        + request.trace().rrn() + "' and r.stan = '"
                        + request.trace().stan() + "'");
    }
}
