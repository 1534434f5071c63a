package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;

/** Bringing a line up, and keeping it up. */
class LinkKeeperTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void payments_wait_for_the_sign_on() {
        CompletableFuture<FakeIssuer.Call> signOn = new CompletableFuture<>();
        try (FakeIssuer issuer = FakeIssuer.start().onNetwork(signOn::complete);
                Lines lines = Lines.to(issuer.port(), new TestPartner())) {
            FakeIssuer.Call call = signOn.join();
            assertEquals("001", call.request().fields().text(70));
            assertEquals(LinkState.CONNECTED, lines.link.state());
            assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), LONG));
            call.approve();
            Await.until("the link is ready", () -> lines.link.state() == LinkState.READY);
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        }
    }

    @Test
    void a_refused_sign_on_is_tried_again_on_a_new_line() {
        List<CardMessage> tries = new CopyOnWriteArrayList<>();
        try (FakeIssuer issuer = FakeIssuer.start().onNetwork(call -> {
                    tries.add(call.request());
                    call.answer(tries.size() < 3 ? "91" : "00");
                });
                Lines lines = Lines.to(issuer.port(), new TestPartner())) {
            Await.until("refused once", () -> tries.size() == 1);
            assertFalse(lines.link.state() == LinkState.READY);
            Await.until("the third is accepted", () -> lines.link.state() == LinkState.READY);
            assertEquals(3, tries.size());
            assertEquals(List.of(), issuer.heard("0200"));
        }
    }

    @Test
    void without_sign_on_a_connected_line_is_ready() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner().signOn(PartnerConfig.SignOn.NONE))) {
            assertEquals(List.of(), issuer.heard());
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        }
    }

    @Test
    void a_dropped_line_comes_back_and_signs_on_first() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner())) {
            issuer.dropAll();
            Await.until("it is signed on again", () -> issuer.heard("0800").size() == 2);
            Await.until("it is ready again", () -> lines.link.state() == LinkState.READY);
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        }
    }

    @Test
    void an_issuer_that_starts_later_is_found() {
        int port;
        try (FakeIssuer gone = FakeIssuer.start()) {
            port = gone.port();
        }
        try (Lines lines = Lines.to(port, new TestPartner())) {
            assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), LONG));
            try (FakeIssuer issuer = FakeIssuer.startOn(port)) {
                Await.until("the link is ready", () -> lines.link.state() == LinkState.READY);
                assertEquals(1, issuer.connections());
            }
        }
    }

    @Test
    void an_idle_line_is_echoed() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner().echoInterval(Duration.ofMillis(50)))) {
            Await.until("three echoes", () -> echoes(issuer) >= 3);
            assertEquals(LinkState.READY, lines.link.state());
            assertEquals(1, issuer.connections());
        }
    }

    @Test
    @Timeout(5)
    void two_unanswered_echoes_drop_the_line() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner().echoInterval(Duration.ofMillis(400)))) {
            var first = issuer.lines().iterator().next();
            issuer.onNetwork(call -> {
                if (call.request().fields().text(70).equals("001")) {
                    call.approve();
                }
            });
            long already = echoes(issuer);
            Await.until("the line is dropped", () -> !first.isActive());
            assertTrue(echoes(issuer) - already >= 2, "dropped after " + (echoes(issuer) - already));
            Await.until("a new one is up", () -> lines.link.state() == LinkState.READY);
        }
    }

    @Test
    void an_operator_signs_off_and_on() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner())) {
            assertTrue(lines.keeper.signOff().given());
            assertEquals(LinkState.SIGNED_OFF, lines.link.state());
            assertFalse(lines.keeper.signOff().given());
            assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), LONG));
            assertTrue(lines.keeper.echo().given());
            assertTrue(lines.keeper.signOn().given());
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
            assertEquals(
                    List.of("001", "002", "301", "001"),
                    issuer.heard("0800").stream().map(m -> m.fields().text(70)).toList());
        }
    }

    @Test
    void what_is_in_flight_at_a_sign_off_is_still_answered() {
        try (FakeIssuer issuer = FakeIssuer.start();
                Lines lines = Lines.readyTo(issuer.port(), new TestPartner())) {
            CompletableFuture<FakeIssuer.Call> payment = new CompletableFuture<>();
            issuer.onPayment(payment::complete);
            CompletableFuture<Outcome> outcome =
                    CompletableFuture.supplyAsync(() -> lines.link.exchange(Requests.purchase(1), LONG));
            FakeIssuer.Call call = payment.join();
            assertTrue(lines.keeper.signOff().given());
            call.approve();
            assertInstanceOf(Outcome.Answered.class, outcome.join());
        }
    }

    @Test
    void a_closed_keeper_leaves_the_line() {
        try (FakeIssuer issuer = FakeIssuer.start()) {
            Lines lines = Lines.readyTo(issuer.port(), new TestPartner());
            lines.close();
            Await.until("the line is gone", () -> issuer.connections() == 0);
        }
    }

    private static long echoes(FakeIssuer issuer) {
        return issuer.heard("0800").stream()
                .filter(m -> m.fields().text(70).equals("301"))
                .count();
    }
}
