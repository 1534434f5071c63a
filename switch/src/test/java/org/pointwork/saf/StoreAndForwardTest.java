package org.pointwork.saf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.model.Leg;
import org.pointwork.model.Outcome;
import org.pointwork.testing.Await;
import org.pointwork.testing.Requests;
import org.pointwork.testing.SteppedClock;

/** Until it is answered, and not once more. */
class StoreAndForwardTest {
    private static final Instant NOW = Instant.parse("2026-07-21T10:15:30Z");
    private static final int MAX_ATTEMPTS = 3;
    private final SteppedClock clock = new SteppedClock(NOW);
    private final MemoryLegs queue = new MemoryLegs();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<StoreAndForward> workers = new ArrayList<>();
    private volatile boolean reachable = true;
    private boolean drainFirst;

    @AfterEach
    void close() {
        workers.forEach(StoreAndForward::close);
    }

    @Test
    void the_oldest_goes_first_and_more_than_one_batch_goes_in_one_go() {
        LongStream.rangeClosed(1, 120).forEach(i -> queue.store(i, "issuer", NOW.minusSeconds(1000 - i)));
        worker("issuer", _ -> answered("00"));
        Await.until("all are done", () -> queue.waiting() == 0);
        assertEquals(LongStream.rangeClosed(1, 120).mapToObj(i -> i + "/1").toList(), sent);
    }

    @Test
    void a_failed_attempt_is_repeated_after_its_time_and_counted() {
        queue.store(1, "issuer", NOW);
        StoreAndForward worker = worker(
                "issuer",
                leg -> leg.attempts() == 1
                        ? new Outcome.NoAnswer("l", NOW, Outcome.Silence.TIMED_OUT)
                        : answered("00"));
        Await.until("the first attempt failed", () -> queue.said().size() == 1);
        int takes = queue.takes();
        worker.wake();
        Await.until("it looked again", () -> queue.takes() > takes);
        assertEquals(List.of("1/1"), sent);
        clock.step(Duration.ofSeconds(1));
        worker.wake();
        Await.until("it is done", () -> queue.waiting() == 0);
        assertEquals(List.of("1/1", "1/2"), sent);
        assertEquals(List.of("retry 1 TIMED_OUT", "done 1 00"), queue.said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"19", "63", "90", "91", "96"})
    void an_answer_that_settles_nothing_is_asked_again(String code) {
        oneIsAnswered(code);
        Await.until("it was asked", () -> !queue.said().isEmpty());
        assertEquals(List.of("retry 1 answered " + code), queue.said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "21", "25", "94"})
    void a_reversal_is_settled_by_what_says_that_nothing_is_left_to_undo(String code) {
        oneIsAnswered(code);
        Await.until("it is done", () -> queue.waiting() == 0);
        assertEquals(List.of("done 1 " + code), queue.said());
    }

    @ParameterizedTest
    @ValueSource(strings = {"05", "12", "30"})
    void a_refused_reversal_waits_for_a_person(String code) {
        oneIsAnswered(code);
        Await.until("it is given up", () -> !queue.said().isEmpty());
        assertEquals(List.of("bury 1 refused with " + code), queue.said());
    }

    @Test
    void an_answer_that_cannot_be_trusted_settles_nothing() {
        queue.store(1, "issuer", NOW);
        worker("issuer", _ -> new Outcome.Untrusted("l", Requests.purchase(1).answer("00"), "MAC is missing or wrong"));
        Await.until("it was asked", () -> !queue.said().isEmpty());
        assertEquals(List.of("retry 1 MAC is missing or wrong"), queue.said());
    }

    @Test
    void after_so_many_attempts_it_waits_for_an_operator() {
        queue.store(1, "issuer", NOW);
        StoreAndForward worker = worker("issuer", _ -> new Outcome.NotSent("l", "line is down"));
        for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
            int said = attempt;
            Await.until("attempt " + attempt, () -> queue.said().size() == said);
            clock.step(Duration.ofMinutes(1));
            worker.wake();
        }
        assertEquals(List.of("unsent 1 line is down", "unsent 1 line is down", "bury 1 line is down"), queue.said());
        assertEquals(0, queue.waiting());
    }

    @Test
    void while_the_partner_cannot_be_reached_nothing_is_taken_and_no_attempt_counted() {
        reachable = false;
        queue.store(1, "issuer", NOW);
        CountDownLatch looked = new CountDownLatch(3);
        StoreAndForward worker = new StoreAndForward(
                "issuer",
                queue,
                new LegSender() {
                    @Override
                    public Outcome send(Leg leg) {
                        sent.add(leg.txnId() + "/" + leg.attempts());
                        return answered("00");
                    }

                    @Override
                    public boolean isReachable(String partner) {
                        looked.countDown();
                        return reachable;
                    }
                },
                new StoreAndForward.Policy(
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                        MAX_ATTEMPTS,
                        Duration.ofSeconds(2),
                        drainFirst),
                clock);
        workers.add(worker);
        Await.until("it looked three times", () -> {
            worker.wake();
            return looked.getCount() == 0;
        });
        assertEquals(0, queue.takes());
        reachable = true;
        worker.wake();
        Await.until("it is done", () -> queue.waiting() == 0);
        assertEquals(List.of("1/1"), sent);
    }

    @Test
    void what_gathered_while_a_partner_was_away_for_a_day_goes_in_its_order_when_it_is_back() {
        reachable = false;
        StoreAndForward worker = worker("issuer", _ -> answered("00"));
        int gathered = 5_000;
        for (int hour = 0; hour < 24; hour++) {
            clock.step(Duration.ofHours(1));
            for (long i = 1; i <= gathered / 24; i++) {
                queue.store(hour * 1_000L + i, "issuer", clock.instant().plusMillis(i));
            }
            worker.wake();
        }
        int stored = queue.waiting();
        assertEquals(List.of(), sent);
        clock.step(Duration.ofHours(1));
        reachable = true;
        worker.wake();
        Await.until("all are done", () -> queue.waiting() == 0);
        assertEquals(stored, sent.size());
        List<Long> numbers =
                sent.stream().map(one -> Long.parseLong(one.split("/")[0])).toList();
        assertEquals(numbers.stream().sorted().toList(), numbers);
    }

    @Test
    void one_stuck_partner_does_not_hold_another() throws InterruptedException {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        queue.store(1, "slow", NOW);
        queue.store(2, "quick", NOW);
        worker("slow", _ -> {
            stuck.countDown();
            awaitQuietly(release);
            return answered("00");
        });
        stuck.await();
        worker("quick", _ -> answered("00"));
        Await.until("the quick one is done", () -> queue.said().contains("done 2 00"));
        assertEquals(List.of("done 2 00"), queue.said());
        release.countDown();
        Await.until("the slow one is done", () -> queue.waiting() == 0);
    }

    @Test
    void a_message_that_cannot_be_sent_at_all_holds_up_no_other() {
        queue.store(1, "issuer", NOW.minusSeconds(9));
        queue.store(2, "issuer", NOW.minusSeconds(8));
        StoreAndForward worker = worker("issuer", leg -> {
            if (leg.txnId() == 1) {
                throw new IllegalStateException("cannot be written");
            }
            return answered("00");
        });
        Await.until("the second is done", () -> queue.said().contains("done 2 00"));
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            int said = 2 + attempt;
            clock.step(Duration.ofMinutes(1));
            worker.wake();
            Await.until("the first is tried again", () -> queue.said().size() == said);
        }
        assertTrue(queue.said().getLast().startsWith("bury 1 "), queue.said().toString());
    }

    @Test
    void a_partner_that_is_drained_first_holds_new_traffic_until_each_was_tried_once() throws InterruptedException {
        drainFirst = true;
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch sending = new CountDownLatch(1);
        queue.store(1, "issuer", NOW);
        StoreAndForward worker = worker("issuer", _ -> {
            sending.countDown();
            awaitQuietly(release);
            return answered("91");
        });
        sending.await();
        assertTrue(worker.holds());
        release.countDown();
        Await.until("it was tried", () -> !worker.holds());
        assertEquals(List.of("hurry issuer", "retry 1 answered 91"), queue.said());
        reachable = false;
        worker.look();
        assertTrue(worker.holds());
        reachable = true;
        worker.look();
        Await.until("it is drained again", () -> !worker.holds());
    }

    /** One message is stored, and its partner says this to each try. */
    private void oneIsAnswered(String code) {
        queue.store(1, "issuer", NOW);
        worker("issuer", _ -> answered(code));
    }

    private StoreAndForward worker(String partner, Function<Leg, Outcome> script) {
        LegSender sender = new LegSender() {
            @Override
            public Outcome send(Leg leg) {
                sent.add(leg.txnId() + "/" + leg.attempts());
                return script.apply(leg);
            }

            @Override
            public boolean isReachable(String name) {
                return reachable;
            }
        };
        StoreAndForward worker = new StoreAndForward(
                partner,
                queue,
                sender,
                new StoreAndForward.Policy(
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60)),
                        MAX_ATTEMPTS,
                        Duration.ofSeconds(2),
                        drainFirst),
                clock);
        workers.add(worker);
        return worker;
    }

    private static Outcome answered(String code) {
        return new Outcome.Answered("l", Requests.purchase(1).answer(code));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
