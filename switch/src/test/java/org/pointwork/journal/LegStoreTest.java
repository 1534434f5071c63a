package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.testing.Legs;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** The queue of what must still reach a partner. */
class LegStoreTest extends FreshJournal {
    private static final Instant NOW = Instant.parse("2026-07-21T10:15:30Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private LegStore legs;

    @BeforeEach
    void open() {
        legs = journal.legs();
    }

    @Test
    void what_is_taken_comes_oldest_first_with_its_attempt_counted() {
        for (int i = 40; i > 0; i--) {
            store(i, "issuer-demo", NOW.minusSeconds(i * 17 % 41));
        }
        store(99, "elsewhere", NOW);
        List<Leg> taken = legs.take("issuer-demo", NOW, LEASE, 50);
        assertEquals(40, taken.size());
        assertEquals(
                taken.stream().map(Leg::createdAt).sorted().toList(),
                taken.stream().map(Leg::createdAt).toList());
        Leg first = taken.getFirst();
        assertAll(
                () -> assertEquals(1, first.attempts()),
                () -> assertEquals(
                        new String(Journaled.SEALED),
                        new String(first.sealedPan().orElseThrow())),
                () -> assertEquals("000001", first.elements().get(11)),
                () -> assertEquals("0420", first.mti()));
    }

    @Test
    void only_so_many_are_taken_and_the_oldest_of_all() {
        LongStream.rangeClosed(1, 9).forEach(i -> store(i, "issuer-demo", NOW.minusSeconds(100 - i)));
        assertEquals(List.of(1L, 2L, 3L), ids(legs.take("issuer-demo", NOW, LEASE, 3)));
        assertEquals(List.of(4L, 5L, 6L), ids(legs.take("issuer-demo", NOW, LEASE, 3)));
    }

    @Test
    void a_lease_keeps_others_off_until_it_ends() {
        store(1, "issuer-demo", NOW);
        assertEquals(List.of(1L), ids(legs.take("issuer-demo", NOW, LEASE, 50)));
        assertEquals(List.of(), legs.take("issuer-demo", NOW.plusSeconds(29), LEASE, 50));
        List<Leg> again = legs.take("issuer-demo", NOW.plusSeconds(30), LEASE, 50);
        assertEquals(2, again.getFirst().attempts());
    }

    @Test
    void partners_are_named_once_while_something_is_due_for_them() {
        store(1, "issuer-demo", NOW);
        store(2, "issuer-demo", NOW);
        store(3, "issuer-other", NOW);
        assertEquals(Set.of("issuer-demo", "issuer-other"), Set.copyOf(legs.due(NOW)));
        assertEquals(2, legs.due(NOW).size());
        legs.take("issuer-demo", NOW, LEASE, 50);
        assertEquals(List.of("issuer-other"), legs.due(NOW));
        assertEquals(List.of(), legs.due(NOW.minusSeconds(1)));
    }

    @Test
    void a_retry_waits_for_its_time() {
        store(1, "issuer-demo", NOW);
        Leg leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        legs.retry(leg, NOW.plusSeconds(5), "TIMED_OUT");
        assertEquals(List.of(), legs.take("issuer-demo", NOW.plusSeconds(4), LEASE, 50));
        assertEquals("TIMED_OUT", legs.waiting(10).getFirst().lastError());
        assertEquals(List.of(1L), ids(legs.take("issuer-demo", NOW.plusSeconds(5), LEASE, 50)));
    }

    @Test
    void what_is_buried_stays_until_it_is_replayed_and_keeps_its_card() {
        store(1, "issuer-demo", NOW);
        store(2, "elsewhere", NOW);
        Leg leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        legs.bury(leg, "answered 96");
        assertEquals(List.of(), legs.take("issuer-demo", NOW.plusSeconds(3_600), LEASE, 50));
        assertEquals(1, legs.pending());
        assertEquals(
                "DEAD",
                legs.waiting(10).stream()
                        .filter(s -> s.txnId() == 1)
                        .findFirst()
                        .orElseThrow()
                        .state());
        assertEquals(1, legs.replay("issuer-demo", NOW));
        Leg replayed = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        assertTrue(replayed.sealedPan().isPresent());
        assertEquals(2, replayed.attempts());
    }

    @Test
    void what_is_done_is_never_taken_retried_buried_or_replayed_again() {
        store(1, "issuer-demo", NOW);
        Leg leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        journal.settle(
                Journaled.finishing(TestRow.of(1).row(), Leg.Kind.REVERSAL, Journaled.event(TxnState.REVERSED, NOW)));
        legs.retry(leg, NOW, "late news");
        legs.bury(leg, "late news");
        assertEquals(0, legs.replay("issuer-demo", NOW));
        assertEquals(List.of(), legs.take("issuer-demo", NOW.plusSeconds(3_600), LEASE, 50));
        assertEquals(List.of(), legs.waiting(10));
    }

    @Test
    void two_takers_at_once_never_take_the_same() throws Exception {
        LongStream.rangeClosed(1, 200).forEach(i -> store(i, "issuer-demo", NOW.minusSeconds(i)));
        CountDownLatch go = new CountDownLatch(1);
        List<Long> taken = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Long>>> takers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                takers.add(threads.submit(() -> {
                    go.await();
                    List<Long> mine = new ArrayList<>();
                    for (int i = 0; i < 10; i++) {
                        mine.addAll(ids(legs.take("issuer-demo", NOW, LEASE, 7)));
                    }
                    return mine;
                }));
            }
            go.countDown();
            for (Future<List<Long>> taker : takers) {
                taken.addAll(taker.get());
            }
        }
        assertEquals(taken.size(), taken.stream().distinct().count());
        assertEquals(200, taken.size());
        assertEquals(1, TestDatabase.number(database, "select max(attempts) from leg"));
    }

    @Test
    void what_never_left_goes_out_again_as_it_was_and_what_may_have_been_heard_as_a_repeat() {
        store(1, "issuer-demo", NOW);
        Leg leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        legs.unsent(leg, NOW, "line is down");
        leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        assertEquals("0420", leg.mti());
        legs.retry(leg, NOW, "TIMED_OUT");
        leg = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        assertEquals("0421", leg.mti());
        legs.unsent(leg, NOW, "line is down");
        assertEquals("0421", legs.take("issuer-demo", NOW, LEASE, 50).getFirst().mti());
    }

    @Test
    void who_was_held_up_past_its_lease_has_nothing_to_say_any_more() {
        store(1, "issuer-demo", NOW);
        Leg late = legs.take("issuer-demo", NOW, LEASE, 50).getFirst();
        legs.take("issuer-demo", NOW.plusSeconds(30), LEASE, 50);
        legs.retry(late, NOW, "late news");
        legs.bury(late, "late news");
        assertEquals(List.of(), legs.take("issuer-demo", NOW.plusSeconds(59), LEASE, 50));
        assertEquals("PENDING", legs.waiting(10).getFirst().state());
    }

    @Test
    void a_replay_and_a_partner_that_is_back_take_nothing_from_who_is_sending_it() {
        store(1, "issuer-demo", NOW);
        legs.take("issuer-demo", NOW, LEASE, 50);
        assertEquals(List.of("issuer-demo"), legs.replay(1, NOW));
        legs.hurry("issuer-demo", NOW);
        assertEquals(List.of(), legs.take("issuer-demo", NOW, LEASE, 50));
        assertEquals(List.of(), legs.due(NOW));
        assertEquals(List.of(), legs.replay(2, NOW));
    }

    @Test
    void what_waits_for_its_next_try_is_due_when_its_partner_is_back() {
        store(1, "issuer-demo", NOW);
        legs.retry(legs.take("issuer-demo", NOW, LEASE, 50).getFirst(), NOW.plusSeconds(3_600), "TIMED_OUT");
        legs.hurry("issuer-demo", NOW);
        assertEquals(List.of(1L), ids(legs.take("issuer-demo", NOW, LEASE, 50)));
    }

    @Test
    void nothing_overtakes_an_older_message_of_its_card_or_terminal_that_still_waits() {
        claimed(1, 7, "TERM0001", "issuer-demo", NOW.minusSeconds(9));
        claimed(2, 7, "TERM0002", "issuer-demo", NOW.minusSeconds(8)); // the card of 1
        claimed(3, 8, "TERM0001", "issuer-demo", NOW.minusSeconds(7)); // the terminal of 1
        claimed(4, 9, "TERM0003", "issuer-demo", NOW.minusSeconds(6)); // of nobody
        claimed(5, 7, "TERM0001", "elsewhere", NOW.minusSeconds(5)); // at another partner
        assertEquals(List.of(1L, 4L), ids(legs.take("issuer-demo", NOW, LEASE, 50)));
        assertEquals(List.of(5L), ids(legs.take("elsewhere", NOW, LEASE, 50)));
        Leg first = Journaled.leg(1, "issuer-demo", NOW);
        legs.retry(Legs.tried(first, 1, first.nextAt()), NOW.plusSeconds(60), "TIMED_OUT");
        assertEquals(List.of(), legs.take("issuer-demo", NOW, LEASE, 50), "1 waits for its next try");
        legs.bury(legs.take("issuer-demo", NOW.plusSeconds(60), LEASE, 50).getFirst(), "answered 96");
        assertEquals(List.of(2L, 3L), ids(legs.take("issuer-demo", NOW.plusSeconds(60), LEASE, 50)));
    }

    /** With a request, whose card and terminal keep it in order. */
    private void claimed(long txnId, int card, String terminal, String destination, Instant createdAt) {
        TestRow row = TestRow.of(txnId).panToken(new byte[] {(byte) card}).terminal(terminal);
        journal.claim(Journaled.claim(row.row()));
        journal.settle(Journaled.storing(
                row.row(), Journaled.leg(txnId, destination, createdAt), Journaled.event(TxnState.UNKNOWN, createdAt)));
    }

    private void store(long txnId, String destination, Instant createdAt) {
        journal.settle(Journaled.storing(
                TestRow.of(txnId).row(),
                Journaled.leg(txnId, destination, createdAt),
                Journaled.event(TxnState.REVERSING, createdAt)));
    }

    private static List<Long> ids(List<Leg> taken) {
        return taken.stream().map(Leg::txnId).toList();
    }
}
