package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;

/** What proves a cardholder who is not there: it goes to the issuer and is kept nowhere. */
class NodeRemoteDataTest extends WholeNode {
    private static final String SECRET = "9203987CAVV-of-a-canary";

    @ParameterizedTest
    @ValueSource(ints = {44, 48, 60, 62, 63, 120, 124, 125, 126, 127})
    void it_is_carried_and_neither_stored_nor_answered(int de) {
        CardMessage request = Requests.with(purchase(), de, SECRET);
        CardMessage answer = ask(request);
        assertAll(
                () -> assertEquals("00", answer.responseCode()),
                () -> assertEquals("", answer.fields().text(de)),
                () -> assertEquals(
                        SECRET, dispatched(request).getFirst().fields().text(de)),
                NodeRemoteDataTest::nothingIsStored);
    }

    @Test
    void it_is_in_no_stored_advice_and_in_no_reversal() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage request = Requests.with(purchase(), 126, SECRET);
        assertEquals("00", ask(Requests.as(request, "0220")).responseCode());
        CardMessage silent = Requests.with(purchase(), 126, SECRET);
        assertEquals("68", ask(silent).responseCode());
        nothingIsStored();
        primary.onPayment(FakeIssuer.Call::approve); // the reversal waits behind the advice of the same terminal
        awaitState("REVERSED", silent);
        assertEquals("", reversalsOf(silent).getFirst().fields().text(126));
    }

    @Test
    void converted_amounts_go_both_ways_and_stand_with_the_answer() {
        primary.onPayment(call -> call.send(Requests.with(
                Requests.with(Requests.with(call.reply("00"), 6, "000000000135"), 10, "70110000"), 51, "978")));
        CardMessage request =
                Requests.with(Requests.with(Requests.with(purchase(), 5, "000000000148"), 9, "70120000"), 50, "840");
        CardMessage answer = ask(request);
        CardMessage heard = dispatched(request).getFirst();
        assertAll(
                () -> assertEquals("000000000148", heard.fields().text(5)),
                () -> assertEquals("70120000", heard.fields().text(9)),
                () -> assertEquals("840", heard.fields().text(50)),
                () -> assertEquals("000000000135", answer.fields().text(6)),
                () -> assertEquals("978", answer.fields().text(51)),
                () -> assertEquals(
                        List.of(List.of("000000000135", "978")),
                        TestDatabase.rows(
                                node.database(),
                                "select answer::json ->> '6', answer::json ->> '51' from event join request r"
                                        + " using (day, txn_id) where r.rrn = '"
                                        + request.trace().rrn() + "'")));
    }

    private static void nothingIsStored() {
        for (String table : List.of("request", "event", "leg", "unmatched_reply")) {
            assertEquals(
                    0,
                    TestDatabase.number(
                            node.database(), "select count(*) from " + table + " t where t::text like '%canary%'"),
                    table);
        }
    }
}
