package org.pointwork.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

/** A thousand requests a second throughout; a phase takes four seconds. */
class SurgeTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long PHASE_MS = 4_000;

    private final Surge surge = new Surge(0, PHASE_MS * MS);

    @Test
    void whatIsSlowerThanTwiceTheCalmTimeIsNotYetWell() {
        play(0, 1, _ -> 5);
        play(1, 2, _ -> 300);
        play(2, 3, ms -> ms < 700 ? 11 : 9);
        assertEquals(0.7, surge.result().recoverySeconds(), 1e-9);
        assertEquals(5_000, surge.result().calmP99Micros(), 10);
    }

    @Test
    void aRelapseWithinHalfASecondIsNoRecovery() {
        play(0, 1, _ -> 5);
        play(2, 3, ms -> ms < 300 || ms >= 700 && ms < 800 ? 50 : 5);
        assertEquals(0.8, surge.result().recoverySeconds(), 1e-9);
    }

    @Test
    void whoeverStaysSlowOrSilentHasNotRecovered() {
        play(0, 1, _ -> 5);
        play(2, 3, _ -> 50);
        assertEquals(4, surge.result().recoverySeconds(), 1e-9);
        Surge silent = new Surge(0, PHASE_MS * MS);
        silent.sent(2 * PHASE_MS * MS);
        assertEquals(0.1, silent.result().recoverySeconds(), 1e-9); // one request in the first step, and none after it
    }

    @Test
    void refusalsAreOfTheSurgeAloneAndSilenceIsTheWorst() {
        for (long ms = 0; ms < 2 * PHASE_MS; ms++) {
            surge.sent(ms * MS);
            surge.answered(ms % 2 == 0, ms * MS, (ms + 20) * MS);
        }
        assertEquals(PHASE_MS, surge.result().offered());
        assertEquals(PHASE_MS / 2, surge.result().refused());
        assertEquals(20_000, surge.result().refusals().p99(), 20);
        for (long i = 0; i < 100; i++) {
            surge.sent(PHASE_MS * MS);
        }
        assertEquals(PHASE_MS / 2, surge.result().refused());
        assertEquals(60e6, surge.result().refusals().p99(), 60e3);
    }

    private void play(int fromPhase, int untilPhase, LongUnaryOperator tookMs) {
        for (long ms = fromPhase * PHASE_MS; ms < untilPhase * PHASE_MS; ms++) {
            surge.sent(ms * MS);
            surge.answered(true, ms * MS, (ms + tookMs.applyAsLong(ms - fromPhase * PHASE_MS)) * MS);
        }
    }
}
