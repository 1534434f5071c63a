package org.pointwork.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Outcome;

/** What left is never sent again; what did not may be tried elsewhere; who is silent is left alone for a while. */
class DestinationRouteTest {
    private static final int WINDOW = 4;
    private final StubLinks links = new StubLinks();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private Dispatcher dispatcher;

    @BeforeEach
    void start() throws Exception {
        camel.addComponent("link", links);
        links.link("issuer/primary", () -> StubLinks.answered("issuer/primary"));
        links.link("issuer/backup", () -> StubLinks.answered("issuer/backup"));
        links.link("single/only", () -> StubLinks.answered("single/only"));
        Destination.Breaker breaker = new Destination.Breaker(75, WINDOW, Duration.ofMillis(300));
        camel.addRoutes(new DestinationRoute(
                new Destination("issuer", List.of("link:issuer/primary", "link:issuer/backup"), breaker, false)));
        camel.addRoutes(new DestinationRoute(
                new Destination("both", List.of("link:issuer/primary", "link:issuer/backup"), breaker, true)));
        camel.addRoutes(new DestinationRoute(new Destination("single", List.of("link:single/only"), breaker, false)));
        camel.start();
        dispatcher = new Dispatcher(camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void the_preferred_link_is_used_while_it_answers() {
        for (int i = 0; i < 10; i++) {
            assertEquals("issuer/primary", dispatch("issuer").link());
        }
        assertSends(10, 0);
    }

    @Test
    void links_in_turn_share_the_work_and_stand_in_for_each_other() {
        for (int i = 0; i < 10; i++) {
            dispatch("both");
        }
        assertSends(5, 5);
        links.link("issuer/primary", () -> StubLinks.notSent("issuer/primary"));
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "issuer/backup",
                    assertInstanceOf(Outcome.Answered.class, dispatch("both")).link());
        }
    }

    @Test
    void what_was_not_sent_is_tried_on_the_backup() {
        links.link("issuer/primary", () -> StubLinks.notSent("issuer/primary"));
        for (int i = 0; i < 10; i++) {
            assertEquals(
                    "issuer/backup",
                    assertInstanceOf(Outcome.Answered.class, dispatch("issuer")).link());
        }
        assertSends(10, 10);
    }

    @Test
    void what_was_not_answered_is_never_sent_again() {
        links.link("issuer/primary", () -> StubLinks.silent("issuer/primary"));
        assertEquals(
                "issuer/primary",
                assertInstanceOf(Outcome.NoAnswer.class, dispatch("issuer")).link());
        assertSends(1, 0);
    }

    @Test
    void what_was_answered_wrongly_is_never_sent_again_and_shows_that_the_partner_lives() {
        links.link("issuer/primary", () -> StubLinks.untrusted("issuer/primary"));
        for (int i = 0; i < 3 * WINDOW; i++) {
            assertEquals(
                    "issuer/primary",
                    assertInstanceOf(Outcome.Untrusted.class, dispatch("issuer"))
                            .link());
        }
        assertSends(3 * WINDOW, 0);
    }

    @Test
    void silence_of_the_backup_is_the_outcome_too() {
        links.link("issuer/primary", () -> StubLinks.notSent("issuer/primary"));
        links.link("issuer/backup", () -> StubLinks.silent("issuer/backup"));
        assertEquals(
                "issuer/backup",
                assertInstanceOf(Outcome.NoAnswer.class, dispatch("issuer")).link());
        assertSends(1, 1);
    }

    @Test
    void where_no_link_sends_the_outcome_says_so() {
        links.link("issuer/primary", () -> StubLinks.notSent("issuer/primary"));
        links.link("issuer/backup", () -> StubLinks.notSent("issuer/backup"));
        assertInstanceOf(Outcome.NotSent.class, dispatch("issuer"));
        assertSends(1, 1);
    }

    @Test
    void a_single_link_that_does_not_send_is_tried_once() {
        links.link("single/only", () -> StubLinks.notSent("single/only"));
        Outcome.NotSent notSent = assertInstanceOf(Outcome.NotSent.class, dispatch("single"));
        assertEquals("single/only", notSent.link());
        assertEquals(1, links.sends("single/only"));
    }

    @Test
    void a_link_that_breaks_is_not_failed_over_for_who_knows_what_left() {
        links.link("issuer/primary", () -> {
            throw new IllegalStateException("broken");
        });
        assertThrows(IllegalStateException.class, () -> dispatch("issuer"));
        assertSends(1, 0);
    }

    @Test
    void a_silent_link_is_left_alone_and_the_next_request_fails_over_at_once() {
        open();
        assertEquals("issuer/backup", dispatch("issuer").link());
        assertSends(WINDOW, 1);
        assertEquals("breaker is open", breakerOfSingle());
    }

    @Test
    void a_link_that_answers_again_is_used_again() {
        open();
        links.link("issuer/primary", () -> StubLinks.answered("issuer/primary"));
        until("the primary is tried again", () -> dispatch("issuer").link().equals("issuer/primary"));
        for (int i = 0; i < 10; i++) {
            assertEquals("issuer/primary", dispatch("issuer").link());
        }
    }

    @Test
    void a_link_that_stays_silent_is_left_alone_again() {
        open();
        until("the primary is tried again", () -> dispatch("issuer") instanceof Outcome.NoAnswer);
        dispatch("issuer");
        dispatch("issuer"); // three tries are allowed, and each was silent
        int tried = links.sends("issuer/primary");
        assertEquals("issuer/backup", dispatch("issuer").link());
        assertEquals(tried, links.sends("issuer/primary"));
    }

    @Test
    void what_was_not_sent_opens_no_breaker_and_uses_up_no_try() {
        links.link("issuer/primary", () -> StubLinks.notSent("issuer/primary"));
        for (int i = 0; i < 5 * WINDOW; i++) {
            dispatch("issuer");
        }
        assertSends(5 * WINDOW, 5 * WINDOW);
    }

    @Test
    void a_link_that_breaks_while_it_is_tried_again_uses_up_no_try() {
        open();
        links.link("issuer/primary", () -> {
            throw new IllegalStateException("broken");
        });
        until("the primary is tried again", () -> {
            try {
                dispatch("issuer");
                return false;
            } catch (IllegalStateException e) {
                return true;
            }
        });
        for (int i = 0; i < 5; i++) {
            assertThrows(IllegalStateException.class, () -> dispatch("issuer"));
        }
    }

    private void open() {
        links.link("issuer/primary", () -> StubLinks.silent("issuer/primary"));
        for (int i = 0; i < WINDOW; i++) {
            assertInstanceOf(Outcome.NoAnswer.class, dispatch("issuer"));
        }
    }

    private String breakerOfSingle() {
        links.link("single/only", () -> StubLinks.silent("single/only"));
        for (int i = 0; i < WINDOW; i++) {
            dispatch("single");
        }
        return assertInstanceOf(Outcome.NotSent.class, dispatch("single")).why();
    }

    private Outcome dispatch(String destination) {
        return dispatcher.dispatch(destination, StubLinks.REQUEST);
    }

    private void assertSends(int primary, int backup) {
        assertEquals(primary, links.sends("issuer/primary"), "sends on the primary link");
        assertEquals(backup, links.sends("issuer/backup"), "sends on the backup link");
    }

    private static void until(String what, BooleanSupplier isSo) {
        long giveUpNs = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!isSo.getAsBoolean()) {
            assertTrue(System.nanoTime() < giveUpNs, what);
            LockSupport.parkNanos(5_000_000);
        }
    }
}
