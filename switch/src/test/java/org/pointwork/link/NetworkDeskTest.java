package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.framing.Frame;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.link.PartnerConfig.SignOn;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** What a partner asks on its link, and what it is told. */
class NetworkDeskTest {
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final Duration LONG = Duration.ofSeconds(20);
    private final FakeIssuer issuer = FakeIssuer.start();
    private final AtomicInteger stan = new AtomicInteger(500);
    private Lines lines;

    @AfterEach
    void close() {
        if (lines != null) {
            lines.close();
        }
        issuer.close();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DE 70, in state,   answer, then in state
            301,   CONNECTED,  00,     CONNECTED
            002,   CONNECTED,  00,     CONNECTED
            161,   CONNECTED,  12,     CONNECTED
            201,   CONNECTED,  12,     CONNECTED
            001,   CONNECTED,  00,     READY
            301,   READY,      00,     READY
            001,   READY,      00,     READY
            002,   READY,      00,     SIGNED_OFF
            161,   READY,      12,     READY
            201,   READY,      00,     READY
            202,   READY,      00,     READY
            999,   READY,      12,     READY
            301,   SIGNED_OFF, 00,     SIGNED_OFF
            001,   SIGNED_OFF, 00,     READY
            201,   SIGNED_OFF, 12,     SIGNED_OFF
            """, useHeadersInDisplayName = true)
    void each_message_in_each_state(String code, LinkState before, String answer, LinkState after) {
        lines = Lines.to(issuer.port(), new TestPartner().signOn(SignOn.THEIRS));
        lines.awaitState(LinkState.CONNECTED);
        if (before != LinkState.CONNECTED) {
            ask("001");
            lines.awaitState(LinkState.READY);
        }
        if (before == LinkState.SIGNED_OFF) {
            ask("002");
        }
        assertEquals(answer, ask(code).responseCode());
        lines.awaitState(after);
    }

    @ParameterizedTest
    @CsvSource({"false, false, 12", "false, true, 12", "true, false, 12", "true, true, 00"})
    void a_file_action_is_for_a_partner_that_may_and_has_signed_on(boolean taken, boolean signedOn, String answer) {
        lines = Lines.to(
                issuer.port(),
                new TestPartner().signOn(SignOn.THEIRS).files(new PartnerConfig.FileActions(taken, false)));
        lines.awaitState(LinkState.CONNECTED);
        if (signedOn) {
            ask("001");
        }
        CardMessage request = Requests.message(
                "0302", Map.of(2, "4000000000000010", 7, "0721101530", 11, "000777", 91, "1", 101, "HOTCARDS"));
        line().writeAndFlush(Frame.of(CODEC.encode(request)));
        Await.until("it is answered", () -> issuer.heard("0312").size() == 1);
        assertEquals(answer, issuer.heard("0312").getFirst().responseCode());
        assertEquals(answer.equals("00") ? 1 : 0, lines.fileActions.size());
    }

    @Test
    void payments_of_a_partner_that_has_not_signed_on_wait() {
        lines = Lines.to(issuer.port(), new TestPartner().signOn(SignOn.THEIRS));
        lines.awaitState(LinkState.CONNECTED);
        Outcome.NotSent notSent =
                assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), LONG));
        assertEquals("link is CONNECTED", notSent.why());
        ask("001");
        lines.awaitState(LinkState.READY);
        assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        assertEquals(List.of(), issuer.heard("0800"));
    }

    @Test
    void a_cutover_is_told_before_it_is_answered() {
        List<Cutover> heard = new CopyOnWriteArrayList<>();
        lines = Lines.readyTo(issuer.port(), new TestPartner());
        lines.cutovers.subscribe(heard::add);
        CardMessage answer = ask("201", Map.of(15, "0722"));
        assertEquals("00", answer.responseCode());
        Cutover cutover = heard.getFirst();
        assertEquals("issuer", cutover.partner());
        assertEquals(Cutover.Phase.START, cutover.phase());
        assertEquals("0722", cutover.settlementDate());
        assertEquals(cutover, lines.cutovers.latest("issuer").orElseThrow());
    }

    @Test
    void a_day_that_cannot_turn_is_said_and_the_link_stays() {
        lines = Lines.readyTo(issuer.port(), new TestPartner());
        lines.cutovers.subscribe(_ -> {
            throw new IllegalStateException("the journal is away");
        });
        assertEquals("96", ask("202").responseCode());
        assertTrue(lines.cutovers.latest("issuer").isEmpty());
        assertEquals(LinkState.READY, lines.link.state());
    }

    @Test
    void a_flood_of_sign_ons_is_throttled_and_payments_go_on() {
        lines = Lines.readyTo(issuer.port(), new TestPartner());
        Channel line = line();
        for (int i = 0; i < 1000; i++) {
            line.writeAndFlush(Frame.of(CODEC.encode(request("001", Map.of()))));
        }
        Await.until("all are answered", () -> issuer.heard("0810").size() == 1000);
        assertEquals(
                10,
                issuer.heard("0810").stream()
                        .filter(m -> m.responseCode().equals("00"))
                        .count());
        assertEquals(990, lines.link.counters().throttled.sum());
        assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
    }

    @Test
    void what_an_operator_signed_off_the_partner_does_not_sign_on() {
        lines = Lines.readyTo(issuer.port(), new TestPartner());
        assertTrue(lines.keeper.signOff().given());
        assertEquals("91", ask("001").responseCode());
        assertEquals(LinkState.SIGNED_OFF, lines.link.state());
        issuer.dropAll();
        Await.until("a new line is up", () -> issuer.connections() == 1 && lines.link.state() == LinkState.CONNECTED);
        assertEquals(
                1,
                issuer.heard("0800").stream()
                        .filter(m -> m.fields().text(70).equals("001"))
                        .count());
        assertTrue(lines.keeper.signOn().given());
        assertEquals(LinkState.READY, lines.link.state());
    }

    @Test
    void a_drained_link_takes_no_more_and_signs_off_when_all_is_answered() {
        lines = Lines.readyTo(issuer.port(), new TestPartner());
        CompletableFuture<FakeIssuer.Call> payment = new CompletableFuture<>();
        issuer.onPayment(payment::complete);
        CompletableFuture<Outcome> outcome =
                CompletableFuture.supplyAsync(() -> lines.link.exchange(Requests.purchase(1), LONG));
        FakeIssuer.Call call = payment.join();
        CompletableFuture<Agreement> drained = CompletableFuture.supplyAsync(lines.keeper::drain);
        lines.awaitState(LinkState.DRAINING);
        Outcome.NotSent refused =
                assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(2), LONG));
        assertEquals("link is DRAINING", refused.why());
        assertEquals(0, signOffs());
        call.approve();
        assertInstanceOf(Outcome.Answered.class, outcome.join());
        assertTrue(drained.join().given());
        assertEquals(LinkState.SIGNED_OFF, lines.link.state());
        assertEquals(1, signOffs());
    }

    @Test
    void a_link_says_what_keeps_it_from_carrying_payments() {
        issuer.onNetwork(call -> call.answer("91"));
        lines = Lines.to(issuer.port(), new TestPartner());
        Await.until(
                "the refusal is told", () -> lines.link.standing().why().equals("sign-on: the partner answered 91"));
        issuer.close();
        Await.until("the closed door is told", () -> lines.link.standing().why().startsWith("cannot connect: "));
        assertEquals(LinkState.DOWN, lines.link.state());
    }

    private long signOffs() {
        return issuer.heard("0800").stream()
                .filter(m -> m.fields().text(70).equals("002"))
                .count();
    }

    private CardMessage ask(String code) {
        return ask(code, Map.of());
    }

    private CardMessage ask(String code, Map<Integer, String> more) {
        CardMessage request = request(code, more);
        line().writeAndFlush(Frame.of(CODEC.encode(request)));
        Await.until("it is answered", () -> answers(request).size() == 1);
        return answers(request).getFirst();
    }

    private List<CardMessage> answers(CardMessage request) {
        return issuer.heard("0810").stream()
                .filter(m -> m.trace().stan().equals(request.trace().stan()))
                .toList();
    }

    private CardMessage request(String code, Map<Integer, String> more) {
        CardMessage request = Requests.message(
                "0800", Map.of(7, "0721101530", 11, "%06d".formatted(stan.incrementAndGet()), 70, code));
        for (Map.Entry<Integer, String> field : more.entrySet()) {
            request = Requests.with(request, field.getKey(), field.getValue());
        }
        return request;
    }

    private Channel line() {
        Await.until("the issuer has the line", () -> issuer.connections() == 1);
        return issuer.lines().iterator().next();
    }
}
