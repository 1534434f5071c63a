package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.framing.Frame;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** How a request over a line ends, with a real socket between. */
class IssuerLinkTest {
    private static final Duration SHORT = Duration.ofMillis(150);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private final FakeIssuer issuer = FakeIssuer.start();
    private final Lines lines = Lines.readyTo(issuer.port(), new TestPartner());

    @AfterEach
    void close() {
        lines.close();
        issuer.close();
    }

    @Test
    void an_answer_in_time_is_the_outcome() {
        issuer.onPayment(call -> call.answer("51"));
        Outcome.Answered answered = assertInstanceOf(Outcome.Answered.class, exchange(Requests.purchase(1), LONG));
        assertEquals("51", answered.reply().responseCode());
        assertEquals("issuer/primary", answered.link());
        assertEquals(0, lines.link.inFlight());
    }

    @Test
    void silence_is_a_time_out_and_a_late_reply_is_kept_and_never_delivered() {
        List<FakeIssuer.Call> calls = new CopyOnWriteArrayList<>();
        issuer.onPayment(calls::add);
        Outcome.NoAnswer silent = assertInstanceOf(Outcome.NoAnswer.class, exchange(Requests.purchase(1), SHORT));
        assertEquals(Silence.TIMED_OUT, silent.silence());
        calls.getFirst().approve();
        Await.until("the late reply is kept", () -> lines.unmatched.size() == 1);
        assertEquals("000001", lines.unmatched.getFirst().trace().stan());
        issuer.onPayment(call -> call.answer("05"));
        assertAnswered("05", exchange(Requests.purchase(2), LONG));
    }

    @Test
    void a_dropped_line_ends_the_wait_at_once() {
        issuer.onPayment(FakeIssuer.Call::drop);
        Outcome.NoAnswer silent = assertInstanceOf(Outcome.NoAnswer.class, exchange(Requests.purchase(1), LONG));
        assertEquals(Silence.LINE_DROPPED, silent.silence());
    }

    @Test
    void a_line_dropped_in_the_middle_of_a_reply_gives_no_reply() {
        issuer.onPayment(call -> {
            byte[] whole = call.packed(call.reply("00"));
            var half = call.line().alloc().buffer().writeShort(whole.length).writeBytes(whole, 0, whole.length / 2);
            call.line().pipeline().firstContext().writeAndFlush(half).addListener(_ -> call.drop());
        });
        Outcome.NoAnswer silent = assertInstanceOf(Outcome.NoAnswer.class, exchange(Requests.purchase(1), LONG));
        assertEquals(Silence.LINE_DROPPED, silent.silence());
        assertEquals(List.of(), lines.unmatched);
    }

    @Test
    void a_link_that_is_not_ready_sends_nothing() {
        lines.keeper.signOff();
        assertNotSent("link is SIGNED_OFF", exchange(Requests.purchase(1), LONG));
        assertEquals(List.of(), issuer.heard("0200"));
    }

    @Test
    void of_two_replies_one_is_used() {
        issuer.onPayment(call -> {
            call.answer("05");
            call.answer("00");
        });
        assertAnswered("05", exchange(Requests.purchase(1), LONG));
        Await.until("the second is kept", () -> lines.unmatched.size() == 1);
        assertEquals("00", lines.unmatched.getFirst().responseCode());
    }

    @Test
    void a_thousand_answered_in_any_order_each_get_their_own() throws Exception {
        List<FakeIssuer.Call> calls = Collections.synchronizedList(new ArrayList<>());
        issuer.onPayment(call -> {
            calls.add(call);
            if (calls.size() == 1000) {
                Collections.shuffle(calls, new Random(42));
                calls.forEach(each -> each.send(Requests.with(
                        each.reply("00"), 38, each.request().trace().stan())));
            }
        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                CardMessage request = Requests.purchase(i);
                outcomes.add(threads.submit(() -> exchange(request, LONG)));
            }
            for (int i = 0; i < 1000; i++) {
                Outcome.Answered answered =
                        assertInstanceOf(Outcome.Answered.class, outcomes.get(i).get());
                assertEquals("%06d".formatted(i), answered.reply().fields().text(38));
            }
        }
        assertEquals(List.of(), lines.unmatched);
    }

    @Test
    void a_reply_with_another_stan_answers_nobody() {
        issuer.onPayment(call -> call.send(Requests.with(call.reply("00"), 11, "999999")));
        assertInstanceOf(Outcome.NoAnswer.class, exchange(Requests.purchase(1), SHORT));
        assertEquals("999999", lines.unmatched.getFirst().trace().stan());
    }

    @Test
    void a_reply_about_another_amount_is_not_trusted() {
        issuer.onPayment(call -> call.send(Requests.with(call.reply("00"), 4, "000000099900")));
        Outcome.Untrusted untrusted = assertInstanceOf(Outcome.Untrusted.class, exchange(Requests.purchase(1), LONG));
        assertEquals("DE 4 is not what was sent", untrusted.why());
    }

    @Test
    void a_partial_approval_is_an_answer() {
        issuer.onPayment(call -> call.send(Requests.with(call.reply("10"), 4, "000000006150")));
        assertAnswered("10", exchange(Requests.purchase(1), LONG));
    }

    @Test
    void an_equal_request_in_flight_keeps_the_second_here() {
        CompletableFuture<FakeIssuer.Call> first = new CompletableFuture<>();
        issuer.onPayment(first::complete);
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> exchange(Requests.purchase(1), LONG));
        FakeIssuer.Call call = first.join();
        assertNotSent("an equal request is in flight", exchange(Requests.purchase(1), LONG));
        call.approve();
        assertAnswered("00", outcome.join());
        assertEquals(1, issuer.heard("0200").size());
    }

    @Test
    void more_than_may_be_in_flight_is_not_sent() {
        try (Lines narrow = Lines.readyTo(issuer.port(), new TestPartner().maxInFlight(1))) {
            CompletableFuture<FakeIssuer.Call> first = new CompletableFuture<>();
            issuer.onPayment(first::complete);
            CompletableFuture<Outcome> outcome =
                    CompletableFuture.supplyAsync(() -> narrow.link.exchange(Requests.purchase(1), LONG));
            FakeIssuer.Call call = first.join();
            assertNotSent("too many requests in flight", narrow.link.exchange(Requests.purchase(2), LONG));
            call.approve();
            assertAnswered("00", outcome.join());
        }
    }

    @Test
    void a_partner_that_does_not_read_is_sent_no_more() throws Exception {
        issuer.lines().forEach(line -> {
            line.config().setOption(ChannelOption.SO_RCVBUF, 64 << 10); // or the kernel may take all of it
            line.config().setAutoRead(false);
        });
        String big = "X".repeat(990);
        List<Future<Outcome>> outcomes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 1900; i++) {
                CardMessage request = Requests.with(
                        Requests.with(
                                Requests.with(
                                        Requests.with(Requests.with(Requests.purchase(i), 48, big), 60, big), 61, big),
                                62,
                                big),
                        63,
                        big);
                outcomes.add(threads.submit(() -> exchange(request, Duration.ofSeconds(2))));
            }
        }
        List<String> kept = new ArrayList<>();
        for (Future<Outcome> outcome : outcomes) {
            if (outcome.get() instanceof Outcome.NotSent(String _, String why)) {
                kept.add(why);
            }
        }
        assertTrue(kept.contains("partner does not read"), "all of 9 MB went into the buffer");
        int signOn = 1;
        assertEquals(signOn + 1900 - kept.size(), lines.link.counters().sent.sum());
    }

    @Test
    void a_partner_that_asks_and_does_not_read_the_answers_is_dropped() {
        var line = issuer.lines().iterator().next();
        line.config().setAutoRead(false);
        line.eventLoop().execute(() -> flood(line, 200_000));
        Await.until("the line is dropped", () -> !line.isActive());
    }

    /** Keeps asking for as long as the other side takes it. */
    private static void flood(Channel line, int left) {
        if (left == 0 || !line.isActive()) {
            return;
        }
        for (int i = 0; i < 200; i++) {
            line.write(Frame.of(CODEC.encode(Requests.as(Requests.purchase(i), "0800"))));
        }
        line.writeAndFlush(Frame.KEEP_ALIVE).addListener(_ -> line.eventLoop().execute(() -> flood(line, left - 200)));
    }

    @Test
    void what_does_not_fit_the_partners_frame_or_dialect_stays_here_and_harms_nobody() {
        String big = "X".repeat(999);
        CardMessage huge = Requests.purchase(1);
        for (int de : new int[] {46, 47, 48, 60, 61, 62, 63, 120, 121}) {
            huge = Requests.with(huge, de, big);
        }
        CompletableFuture<FakeIssuer.Call> other = new CompletableFuture<>();
        issuer.onPayment(other::complete);
        CompletableFuture<Outcome> neighbour =
                CompletableFuture.supplyAsync(() -> exchange(Requests.purchase(2), LONG));
        FakeIssuer.Call call = other.join();
        assertInstanceOf(Outcome.NotSent.class, exchange(huge, LONG));
        assertInstanceOf(Outcome.NotSent.class, exchange(Requests.with(Requests.purchase(3), 3, "0000001"), LONG));
        call.approve();
        assertAnswered("00", neighbour.join());
    }

    @Test
    void what_cannot_be_read_or_is_a_keep_alive_leaves_the_line_up() {
        issuer.onPayment(call -> {
            call.sendRaw("0210garbage".getBytes(StandardCharsets.US_ASCII));
            call.line().writeAndFlush(Frame.KEEP_ALIVE);
            call.approve();
        });
        assertAnswered("00", exchange(Requests.purchase(1), LONG));
        assertEquals(1, lines.link.counters().unreadable.sum());
    }

    @Test
    void the_partner_may_echo_and_ask_for_nothing_else() {
        var line = issuer.lines().iterator().next();
        line.writeAndFlush(Frame.of(CODEC.encode(Requests.with(Requests.as(Requests.purchase(1), "0800"), 70, "301"))));
        line.writeAndFlush(Frame.of(CODEC.encode(Requests.purchase(2))));
        Await.until(
                "both are answered",
                () -> issuer.heard("0810").size() + issuer.heard("0210").size() == 2);
        assertAll(
                () -> assertEquals("00", issuer.heard("0810").getFirst().responseCode()),
                () -> assertEquals("12", issuer.heard("0210").getFirst().responseCode()));
    }

    private Outcome exchange(CardMessage request, Duration timeout) {
        return lines.link.exchange(request, timeout);
    }

    private static void assertAnswered(String code, Outcome outcome) {
        assertEquals(
                code, assertInstanceOf(Outcome.Answered.class, outcome).reply().responseCode());
    }

    private static void assertNotSent(String why, Outcome outcome) {
        assertEquals(why, assertInstanceOf(Outcome.NotSent.class, outcome).why());
    }
}
