package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.emv.ChipData;
import org.pointwork.emv.Tag;
import org.pointwork.emv.TlvException;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestCard;

/** What is approved for an issuer that is away, and what comes of it when it is back. */
class NodeStandInTest extends WholeNode {
    @AfterEach
    void back() {
        primary.onNetwork(FakeIssuer.Call::approve).dropAll();
        backup.onNetwork(FakeIssuer.Call::approve).dropAll();
    }

    @Test
    void a_small_purchase_is_approved_marked_and_told_to_the_issuer_when_it_is_back() {
        away();
        CardMessage request = standIn();
        CardMessage answer = ask(request);
        assertAll(
                () -> assertEquals("00", answer.responseCode()),
                () -> assertEquals("STAND-IN", answer.fields().text(44)),
                () -> assertEquals(6, answer.fields().text(38).length()),
                () -> assertEquals("APPROVED", state(request)),
                () -> assertTrue(get("/api/stand-in").contains(request.trace().rrn())));
        back();
        Await.until("the issuer agreed", () -> !get("/api/stand-in")
                .contains(request.trace().rrn()));
        CardMessage advice = Stream.concat(primary.heard().stream(), backup.heard().stream())
                .filter(m -> m.trace().equals(request.trace()))
                .findFirst()
                .orElseThrow();
        assertAll(
                () -> assertEquals("0220", advice.mti().digits()),
                () -> assertEquals(request.pan(), advice.pan()),
                () -> assertEquals(answer.fields().text(38), advice.fields().text(38)),
                () -> assertEquals("STAND-IN", advice.fields().text(60)),
                () -> assertEquals(
                        DateTimeFormatter.ofPattern("MMdd").format(LocalDate.now()),
                        advice.fields().text(15)),
                () -> assertEquals("APPROVED", state(request)));
    }

    @Test
    void a_chips_cryptogram_is_verified_and_answered_where_we_stand_in() throws TlvException {
        away();
        CardMessage plain = standIn();
        TestCard card = new TestCard(plain.fields().text(2));
        CardMessage request = Requests.with(plain, 55, card.chipData());
        CardMessage answer = ask(request);
        assertEquals("00", answer.responseCode());
        assertArrayEquals(
                card.authentication("00"),
                ChipData.read(answer.fields().text(55))
                        .find(Tag.ISSUER_AUTHENTICATION)
                        .orElseThrow());
        CardMessage copied = Requests.with(standIn(), 55, card.chipData());
        assertEquals("88", ask(copied).responseCode());
        assertTrue(
                transaction(copied).path("history").toString().contains("no stand-in: the chip's cryptogram is wrong"));
        back();
    }

    @Test
    void what_the_issuer_refuses_when_it_is_back_stands_and_is_listed() {
        away();
        CardMessage request = standIn();
        assertEquals("00", ask(request).responseCode());
        primary.onPayment(call -> call.answer("51"));
        backup.onPayment(call -> call.answer("51"));
        back();
        Await.until("it is refused", () -> get("/api/stand-in").contains("refused with 51"));
        assertEquals("APPROVED", state(request));
        String txn = transaction(request).path("txnId").asText();
        assertEquals(400, writeOff(txn, ""));
        assertEquals(400, writeOff(txn, "?by=anna&why=no%0Aline"));
        assertEquals(404, writeOff("1", "?by=anna&why=no+such+number"));
        assertEquals(200, writeOff(txn, "?by=anna&why=case+4711,+issuer+refused"));
        assertAll(
                () -> assertFalse(get("/api/stand-in").contains(request.trace().rrn())),
                () -> assertTrue(transaction(request)
                        .path("history")
                        .toString()
                        .contains("written off by anna: case 4711, issuer refused")),
                () -> assertEquals("APPROVED", state(request)),
                () -> assertEquals(404, writeOff(txn, "?by=anna&why=once+more")));
    }

    private static int writeOff(String txn, String query) {
        return node.post("/api/stand-in/" + txn + "/write-off" + query).statusCode();
    }

    @Test
    void what_is_taken_back_is_given_back_to_the_cards_day() {
        away();
        CardMessage first = standIn();
        assertEquals("00", ask(first).responseCode());
        assertEquals("00", ask(ofSameCard(first)).responseCode());
        assertEquals("91", ask(ofSameCard(first)).responseCode());
        assertEquals("00", ask(Requests.reversalOf(first, next())).responseCode());
        assertEquals("00", ask(ofSameCard(first)).responseCode());
    }

    @Test
    void a_card_gets_no_more_than_its_day_allows() {
        away();
        CardMessage first = standIn();
        assertEquals("00", ask(first).responseCode());
        assertEquals("00", ask(ofSameCard(first)).responseCode());
        CardMessage third = ofSameCard(first);
        assertEquals("91", ask(third).responseCode());
        assertTrue(transaction(third).path("history").toString().contains("no stand-in: velocity rule stand-in small"));
        assertEquals("91", ask(Requests.with(standIn(), 4, "000000020001")).responseCode());
        assertEquals("91", ask(purchase()).responseCode());
    }

    private static void away() {
        primary.onNetwork(FakeIssuer.Call::silence).dropAll();
        backup.onNetwork(FakeIssuer.Call::silence).dropAll();
        Await.until("no link is ready", () -> !get("/health").contains("\"READY\""));
    }

    private static CardMessage standIn() {
        return Requests.with(purchase(), 41, "STAND001");
    }

    private static CardMessage ofSameCard(CardMessage other) {
        return Requests.with(standIn(), 2, other.pan().orElseThrow().digits());
    }
}
