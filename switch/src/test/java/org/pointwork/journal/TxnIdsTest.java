package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.testing.SteppedClock;

/** Numbers that grow and never come twice. */
class TxnIdsTest {
    private static final int NODE_AT = 12;
    private final SteppedClock clock = new SteppedClock(Instant.parse("2026-07-21T10:15:30Z"));

    @Test
    void they_grow_whatever_the_clock_does() {
        TxnIds ids = new TxnIds(clock, 1, 0);
        long last = ids.next();
        for (int i = 0; i < 10_000; i++) {
            clock.step(Duration.ofMillis(i % 7 == 0 ? -3_600_000 : 900_000));
            long next = ids.next();
            assertTrue(next > last, "after " + i);
            last = next;
        }
    }

    @Test
    void a_clock_that_stands_still_does_not_make_a_number_twice() {
        TxnIds ids = new TxnIds(clock, 1, 0);
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                threads.submit(() -> {
                    for (int i = 0; i < 20_000; i++) {
                        seen.add(ids.next());
                    }
                });
            }
        }
        assertEquals(160_000, seen.size());
    }

    @Test
    void nodes_never_meet_though_their_clocks_agree() {
        TxnIds one = new TxnIds(clock, 1, 0);
        TxnIds other = new TxnIds(clock, 63, 0);
        for (int i = 0; i < 10_000; i++) {
            assertEquals(1, one.next() >> NODE_AT & 63);
            assertEquals(63, other.next() >> NODE_AT & 63);
        }
    }

    @Test
    void a_restarted_node_goes_on_from_its_clock() {
        long before = new TxnIds(clock, 1, 0).next();
        clock.step(Duration.ofMillis(1));
        assertTrue(new TxnIds(clock, 1, 0).next() > before);
    }

    @Test
    void a_node_restarted_with_its_clock_stepped_back_goes_on_from_the_journal() {
        long before = new TxnIds(clock, 1, 0).next();
        clock.step(Duration.ofHours(-1));
        assertTrue(new TxnIds(clock, 1, before + 1).next() > before);
    }

    @Test
    void the_floor_of_a_moment_lies_below_all_numbers_given_from_then_on() {
        long before = new TxnIds(clock, 63, 0).next();
        clock.step(Duration.ofMillis(1));
        long floor = TxnIds.floor(clock.instant());
        assertTrue(before < floor);
        assertTrue(floor <= new TxnIds(clock, 0, 0).next());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 64})
    void a_node_that_does_not_fit_is_refused(int node) {
        assertThrows(IllegalArgumentException.class, () -> new TxnIds(clock, node, 0));
    }
}
