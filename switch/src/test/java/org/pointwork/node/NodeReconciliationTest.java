package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.DayTotals.Sum;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;

/** A business day held against what an acquirer says, and told to an issuer. */
class NodeReconciliationTest extends WholeNode {
    private static final LocalDate YESTERDAY = LocalDate.now().minusDays(1);
    private static final DateTimeFormatter MMDD = DateTimeFormatter.ofPattern("MMdd");

    @BeforeEach
    @AfterEach
    void nothingOfYesterday() {
        TestDatabase.execute(node.database(), "update request set business_date = current_date");
        TestDatabase.execute(node.database(), "truncate business_day cascade");
    }

    @Test
    void the_right_totals_are_in_balance_and_the_wrong_are_answered_with_ours() {
        aDay();
        DayTotals day = new DayTotals(Sum.NONE, Sum.NONE, new Sum(2, 24_600), new Sum(1, 12_300), 0);
        CardMessage right = reconciliation("0500", day);
        CardMessage agreed = ask(right);
        assertAll(
                () -> assertEquals("0510", agreed.mti().digits()),
                () -> assertEquals("00", agreed.responseCode()),
                () -> assertEquals("1", agreed.fields().text(66)),
                () -> assertEquals("APPROVED", state(right)));
        CardMessage wrong = Requests.with(reconciliation("0520", day), 88, "0000000000024601");
        CardMessage disagreed = ask(wrong);
        assertAll(
                () -> assertEquals("0530", disagreed.mti().digits()),
                () -> assertEquals("95", disagreed.responseCode()),
                () -> assertEquals("2", disagreed.fields().text(66)),
                () -> assertEquals("0000000000024600", disagreed.fields().text(88)),
                () -> assertEquals("D0000000000012300", disagreed.fields().text(97)),
                () -> assertEquals("356", disagreed.fields().text(50)),
                () -> assertTrue(transaction(wrong)
                        .path("history")
                        .toString()
                        .contains("out of balance: DE 88: 24601 there, 24600 here")),
                () -> assertTrue(get("/api/days/" + YESTERDAY + "/reconciliation")
                        .contains("\"differences\":[\"DE 88: 24601 there, 24600 here\"]")));
    }

    @Test
    void a_repeat_gets_the_stored_answer_and_other_totals_under_its_key_none() {
        aDay();
        CardMessage advice = reconciliation("0520", DayTotals.NONE);
        CardMessage first = ask(advice);
        assertEquals("2", first.fields().text(66));
        yesterday(purchase());
        CardMessage again = ask(Requests.as(advice, "0521"));
        assertEquals("0530", again.mti().digits());
        List.of(39, 50, 66, 76, 88, 97)
                .forEach(de ->
                        assertEquals(first.fields().text(de), again.fields().text(de), "DE " + de));
        assertEquals(1, transactions(advice).size());
        assertEquals("94", ask(Requests.with(advice, 88, "0000000000000001")).responseCode());
    }

    @Test
    void what_has_no_end_yet_and_what_came_after_the_close_is_named() {
        CardMessage approved = purchase();
        yesterday(approved);
        assertEquals(200, node.post("/api/days/" + YESTERDAY + "/close").statusCode());
        ask(Requests.reversalOf(approved, next()));
        awaitState("REVERSED", approved);
        DayTotals asClosed = new DayTotals(Sum.NONE, Sum.NONE, new Sum(1, 12_300), Sum.NONE, 0);
        assertEquals("1", ask(reconciliation("0500", asClosed)).fields().text(66), "as it was closed");
        String txn = transaction(approved).path("txnId").asText();
        assertTrue(get("/api/reconciliations").contains("\"late\":[\"" + txn + "\"]"));
    }

    @Test
    void an_advice_that_the_issuer_has_not_heard_is_in_flight() {
        primary.onPayment(call -> call.answer("91"));
        CardMessage advice = Requests.as(purchase(), "0220");
        yesterday(advice);
        ask(reconciliation("0500", DayTotals.NONE));
        String txn = transaction(advice).path("txnId").asText();
        assertTrue(get("/api/reconciliations").contains("\"inFlight\":[\"" + txn + "\"]"));
        primary.onPayment(FakeIssuer.Call::approve);
        awaitState("APPROVED", advice);
    }

    @Test
    void a_partner_is_told_at_the_close_and_judged_by_what_it_answers() {
        yesterday(purchase());
        primary.onPayment(call ->
                call.send(call.reply("00").with(call.reply("00").fields().with(66, "1"))));
        assertEquals(200, node.post("/api/days/" + YESTERDAY + "/close").statusCode());
        Await.until("it agrees", () -> result().contains("\"result\":\"IN_BALANCE\""));
        CardMessage told = primary.heard("0520").getLast();
        assertAll(
                () -> assertEquals(MMDD.format(YESTERDAY), told.fields().text(15)),
                () -> assertEquals("0000000000012300", told.fields().text(88)),
                () -> assertEquals("99999", told.fields().text(99)));
    }

    @Test
    void a_partner_that_has_other_totals_is_out_of_balance_where_they_differ() {
        yesterday(purchase());
        primary.onPayment(this::otherTotals);
        assertEquals(200, node.post("/api/days/" + YESTERDAY + "/close").statusCode());
        Await.until("it does not agree", () -> result().contains("\"result\":\"OUT_OF_BALANCE\""));
        assertTrue(result().contains("DE 76: 2 there, 1 here"));
        Await.until(
                "nothing is left to send", () -> !get("/api/store-and-forward").contains("RECONCILIATION"));
    }

    private void otherTotals(FakeIssuer.Call call) {
        CardMessage reply = call.reply("95");
        call.send(reply.with(
                reply.fields().edit().set(66, "2").set(76, "0000000002").done()));
    }

    @ParameterizedTest(name = "DE {0} = {1}: {2}")
    @CsvSource({
        "15, TODAY,             90, 0",
        "15, '',                30, ''",
        "15, 0230,              30, ''",
        "50, '',                30, ''",
        "50, 000,               30, ''",
        "50, 840,               95, 2",
        "74, '',                30, ''",
        "97, '',                30, ''",
        "97, C0000000000012300, 95, 2",
    })
    void what_cannot_be_judged_has_its_answer(int de, String value, String code, String settlementCode) {
        aDay();
        DayTotals day = new DayTotals(Sum.NONE, Sum.NONE, new Sum(2, 24_600), new Sum(1, 12_300), 0);
        String text = value.equals("TODAY") ? MMDD.format(LocalDate.now()) : value;
        CardMessage asked = reconciliation("0500", day);
        CardMessage answer = ask(text.isEmpty() ? Requests.without(asked, de) : Requests.with(asked, de, text));
        assertEquals(code, answer.responseCode());
        assertEquals(settlementCode, answer.fields().text(66));
    }

    @Test
    void of_a_day_with_nothing_there_is_nothing_to_say() {
        LocalDate longAgo = LocalDate.now().minusDays(100);
        CardMessage none = reconciliation("0500", DayTotals.NONE);
        assertEquals(
                "1", ask(Requests.with(none, 15, MMDD.format(longAgo))).fields().text(66));
        CardMessage some = reconciliation(
                "0500", DayTotals.NONE.plus(new DayTotals(Sum.NONE, Sum.NONE, new Sum(1, 1), Sum.NONE, 0)));
        CardMessage answer = ask(Requests.with(some, 15, MMDD.format(longAgo)));
        assertEquals("25", answer.responseCode());
        assertEquals("0", answer.fields().text(66));
        assertFalse(answer.fields().has(88));
    }

    /** Two purchases, one of them taken back, a declined one and a timed-out one. */
    private static void aDay() {
        yesterday(purchase());
        CardMessage undone = purchase();
        yesterday(undone);
        ask(Requests.reversalOf(undone, next()));
        awaitState("REVERSED", undone);
        primary.onPayment(call -> call.answer("05"));
        yesterday(purchase());
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage timedOut = purchase();
        yesterday(timedOut);
        awaitState("REVERSED", timedOut);
        primary.onPayment(FakeIssuer.Call::approve);
    }

    private static void yesterday(CardMessage request) {
        ask(request);
        TestDatabase.execute(
                node.database(),
                "update request set business_date = '" + YESTERDAY + "' where rrn = '"
                        + request.trace().rrn() + "'");
    }

    private static String result() {
        return get("/api/days/" + YESTERDAY + "/reconciliation");
    }

    private static CardMessage reconciliation(String mti, DayTotals totals) {
        Map<Integer, String> elements = new TreeMap<>(Requests.purchaseFields(next()));
        List.of(2, 3, 4, 41, 42, 49).forEach(elements::remove);
        elements.putAll(totals.elements());
        elements.put(15, MMDD.format(YESTERDAY));
        elements.put(50, "356");
        return Requests.now(Requests.message(mti, elements));
    }
}
