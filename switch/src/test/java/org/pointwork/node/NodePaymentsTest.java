package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.Terminal;

/** What becomes of money on its way through a whole node. */
class NodePaymentsTest extends WholeNode {
    @Test
    void an_approval_goes_through_and_stands() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("00"), 38, "A1B2C3")));
        CardMessage request = purchase();
        CardMessage answer = ask(request);
        assertAll(
                () -> assertEquals("0210", answer.mti().digits()),
                () -> assertEquals("00", answer.responseCode()),
                () -> assertEquals("A1B2C3", answer.fields().text(38)),
                () -> assertEquals(request.trace(), answer.trace()),
                () -> assertEquals("APPROVED", state(request)),
                () -> assertEquals(
                        request.trace(), dispatched(request).getFirst().trace()));
    }

    @Test
    void a_decline_goes_through_and_stands() {
        primary.onPayment(call -> call.answer("51"));
        CardMessage request = purchase();
        assertEquals("51", ask(request).responseCode());
        assertEquals("DECLINED", state(request));
    }

    @Test
    void silence_is_told_68_and_reversed() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage request = purchase();
        assertEquals("68", ask(request).responseCode());
        awaitState("REVERSED", request);
        CardMessage reversal = reversalsOf(request).getFirst();
        assertAll(
                () -> assertEquals("0420", reversal.mti().digits()),
                () -> assertEquals(request.pan(), reversal.pan()),
                () -> assertEquals(
                        "0200" + request.trace().stan(),
                        reversal.fields().text(90).substring(0, 10)),
                () -> assertTrue(reversal.fields().has(128), "the reversal has no MAC"),
                () -> assertEquals(
                        "68", transaction(request).path("responseCode").asText()),
                () -> assertEquals(
                        List.of("FORWARDED", "UNKNOWN", "REVERSING", "REVERSED"),
                        transaction(request).path("history").findValuesAsText("state")));
    }

    @Test
    void a_dropped_line_is_told_91_reversed_over_the_backup_which_takes_the_next() {
        CompletableFuture<FakeIssuer.Call> dropped = new CompletableFuture<>();
        primary.onPayment(call -> {
            primary.onNetwork(FakeIssuer.Call::silence); // so that it does not come back at once
            call.drop();
            dropped.complete(call);
        });
        CardMessage request = purchase();
        assertEquals("91", ask(request).responseCode());
        dropped.join();
        CardMessage next = purchase();
        assertEquals("00", ask(next).responseCode());
        awaitState("REVERSED", request);
        primary.onNetwork(FakeIssuer.Call::approve).dropAll();
        assertEquals(
                1,
                backup.heard("0200").stream()
                        .filter(m -> m.trace().equals(next.trace()))
                        .count());
        assertEquals(
                1,
                backup.heard("0420").stream()
                        .filter(m -> m.trace().rrn().equals(request.trace().rrn()))
                        .count());
    }

    @Test
    void an_altered_reply_is_told_96_and_reversed() {
        primary.onPayment(call -> call.sendWithoutMac(call.reply("00")));
        CardMessage request = purchase();
        assertEquals("96", ask(request).responseCode());
        awaitState("REVERSED", request);
    }

    @Test
    void a_duplicate_gets_the_same_bytes_and_is_not_sent_again() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("00"), 38, "SAME01")));
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal()) {
            terminal.send(Terminal.CODEC.encode(request));
            byte[] first = terminal.readRaw();
            terminal.send(Terminal.CODEC.encode(request));
            assertArrayEquals(first, terminal.readRaw());
            terminal.send(Terminal.CODEC.encode(Requests.as(request, "0201")));
            assertArrayEquals(first, terminal.readRaw());
        }
        assertEquals(1, dispatched(request).size());
        assertEquals(1, transactions(request).size());
    }

    @Test
    void a_hundred_of_the_same_at_once_are_one_and_all_hear_its_answer() {
        List<FakeIssuer.Call> calls = new CopyOnWriteArrayList<>();
        primary.onPayment(calls::add);
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal()) {
            for (int i = 0; i < 100; i++) {
                terminal.send(Terminal.CODEC.encode(request));
            }
            Await.until("one is sent", () -> !calls.isEmpty());
            calls.getFirst().send(Requests.with(calls.getFirst().reply("00"), 38, "ONLY01"));
            for (int i = 0; i < 100; i++) {
                assertEquals("ONLY01", terminal.read().fields().text(38));
            }
        }
        assertEquals(1, calls.size());
    }

    @Test
    void the_same_key_with_another_amount_is_a_conflict_and_the_first_can_still_be_reversed() {
        CardMessage request = purchase();
        assertEquals("00", ask(request).responseCode());
        assertEquals("94", ask(Requests.with(request, 4, "000000099900")).responseCode());
        assertEquals(1, dispatched(request).size());
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        Await.until("the first is reversed", () -> transactions(request).stream()
                .anyMatch(t -> t.path("state").asText().equals("REVERSED")));
        assertEquals("000000012300", reversalsOf(request).getFirst().fields().text(4));
    }

    @Test
    void a_terminals_reversal_is_thanked_and_reaches_the_issuer_once() {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.reversalOf(request, next());
        CardMessage answer = ask(reversal);
        assertEquals("0410", answer.mti().digits());
        assertEquals("00", answer.responseCode());
        awaitState("REVERSED", request);
        assertEquals("00", ask(reversal).responseCode());
        assertEquals("00", ask(Requests.as(reversal, "0421")).responseCode());
        assertEquals("REVERSED", state(request));
        assertEquals(1, reversalsOf(request).size());
    }

    @Test
    void a_reversal_of_a_partial_approval_undoes_what_was_approved() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("10"), 4, "000000006150")));
        CardMessage request = purchase();
        CardMessage answer = ask(request);
        assertEquals("10", answer.responseCode());
        assertEquals("000000006150", answer.fields().text(4));
        ask(Requests.reversalOf(request, next()));
        awaitState("REVERSED", request);
        assertEquals("000000006150", reversalsOf(request).getFirst().fields().text(4));
    }

    @Test
    void a_reversal_that_comes_first_refuses_its_original() {
        CardMessage request = purchase();
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        assertEquals("94", ask(request).responseCode());
        assertEquals(List.of(), dispatched(request));
        assertEquals("DECLINED", state(request));
    }

    @Test
    void a_reversal_while_its_original_is_under_way_waits_for_it() {
        CompletableFuture<FakeIssuer.Call> under = new CompletableFuture<>();
        primary.onPayment(under::complete);
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal();
                Terminal other = node.asciiTerminal()) {
            terminal.send(Terminal.CODEC.encode(request));
            FakeIssuer.Call call = under.join();
            other.send(Terminal.CODEC.encode(Requests.reversalOf(request, next())));
            call.approve();
            assertEquals("00", terminal.read().responseCode());
            assertEquals("00", other.read().responseCode());
        }
        awaitState("REVERSED", request);
    }

    @Test
    void a_terminal_whose_clock_is_months_behind_is_reversed_as_well() {
        String longAgo =
                DateTimeFormatter.ofPattern("MMdd").format(LocalDate.now().minusDays(70));
        CardMessage request = Requests.with(Requests.with(purchase(), 7, longAgo + "101530"), 13, longAgo);
        assertEquals("00", ask(request).responseCode());
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        awaitState("REVERSED", request);
    }

    @Test
    void a_reversal_that_names_another_card_undoes_nothing() {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.with(Requests.reversalOf(request, next()), 2, Requests.pan("400000", 999_999));
        assertEquals("25", ask(reversal).responseCode());
        assertEquals("APPROVED", state(request));
    }

    @Test
    void an_advice_is_thanked_though_the_issuer_is_silent_and_delivered_later() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage advice = Requests.as(purchase(), "0220");
        assertEquals("00", ask(advice).responseCode());
        assertEquals("UNKNOWN", state(advice));
        primary.onPayment(FakeIssuer.Call::approve);
        awaitState("APPROVED", advice);
        assertTrue(primary.heard("0221").stream().anyMatch(m -> m.trace().equals(advice.trace())));
    }

    @Test
    void an_advice_that_nobody_has_heard_yet_can_be_reversed() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage advice = Requests.as(purchase(), "0220");
        assertEquals("00", ask(advice).responseCode());
        assertEquals("UNKNOWN", state(advice));
        assertEquals("00", ask(Requests.reversalOf(advice, next())).responseCode());
        primary.onPayment(FakeIssuer.Call::approve);
        awaitState("REVERSED", advice);
        assertEquals(1, reversalsOf(advice).size());
    }

    @Test
    void an_advice_that_the_issuer_cannot_take_now_is_sent_again() {
        primary.onPayment(call -> call.answer("91"));
        CardMessage advice = Requests.as(purchase(), "0220");
        assertEquals("00", ask(advice).responseCode());
        primary.onPayment(FakeIssuer.Call::approve);
        awaitState("APPROVED", advice);
    }

    @Test
    void a_reversal_by_rrn_that_comes_first_refuses_its_original() {
        CardMessage request = purchase();
        CardMessage reversal = Requests.without(Requests.reversalOf(request, next()), 90);
        assertEquals("00", ask(reversal).responseCode());
        assertEquals("94", ask(request).responseCode());
        assertEquals(List.of(), dispatched(request));
    }

    @Test
    void a_reversal_undoes_the_message_that_it_names_and_not_its_completion() {
        CardMessage authorization = Requests.as(purchase(), "0100");
        CardMessage completion = Requests.as(authorization, "0220");
        assertEquals("00", ask(authorization).responseCode());
        assertEquals("00", ask(completion).responseCode());
        assertEquals("00", ask(Requests.reversalOf(authorization, next())).responseCode());
        Await.until("it is reversed", () -> reversalsOf(authorization).stream()
                .anyMatch(sent -> sent.fields().text(90).startsWith("0100")));
    }
}
