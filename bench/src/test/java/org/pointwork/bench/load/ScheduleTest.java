package org.pointwork.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);

    @Test
    void requestsAreDueAtEqualDistancesForHours() {
        Schedule schedule = Schedule.steady(5, 3);
        assertEquals(5, schedule.dueNanos(0));
        assertEquals(5 + 333_333_333L, schedule.dueNanos(1));
        assertEquals(5 + 1_000_000_000L, schedule.dueNanos(3));
        assertEquals(5 + 3_600_000_000_000L, schedule.dueNanos(3 * 3_600));
    }

    @Test
    void aPhaseBeginsWhereTheOneBeforeEnds() {
        Schedule schedule = new Schedule(
                0,
                List.of(new Schedule.Phase(3, 1_500 * MS), new Schedule.Phase(10, 200 * MS), new Schedule.Phase(1, 0)));
        long[] due = {0, 333, 666, 1_000, 1_333, 1_500, 1_600, 1_700, 2_700, 3_700};
        for (int i = 0; i < due.length; i++) {
            assertEquals(due[i], schedule.dueNanos(i) / MS, "request " + i);
        }
    }

    /** A switch that answers in 1 ms but stalled for 100 ms: of 1,000 a second, a tenth of one second's were kept waiting. */
    @Test
    void aStallIsInTheLatencyOfAllThatWereDueInIt() {
        Schedule schedule = Schedule.steady(0, 1_000);
        Scores scores = new Scores(0, 1_000 * MS, Optional.empty());
        for (int i = 0; i < 1_000; i++) {
            long due = schedule.dueNanos(i);
            long sent = due < 100 * MS ? 100 * MS : due;
            scores.sent(due);
            scores.late(due, sent);
            scores.answered(0, due, sent + (i == 999 ? 0 : MS));
        }
        LoadResult result = scores.result();
        assertEquals(1_000, result.tps());
        assertEquals(1_000, result.latency().p50(), 1);
        assertEquals(92_000, result.latency().p99(), 2_000);
        assertEquals(101_000, result.latency().max(), 200);
        assertEquals(100_000, result.lag().max(), 200);
    }

    @Test
    void refusalsAreNoApprovals() {
        Scores scores = new Scores(0, MS, Optional.empty());
        for (long code : new long[] {0, 91, 91, 5, -7}) {
            scores.sent(0);
            scores.answered(code, 0, 10);
        }
        scores.sent(0);
        LoadResult result = scores.result();
        assertEquals(1, result.approved());
        assertEquals("{05=1, 91=2, other=1}", result.refused().toString());
        assertEquals(1, result.unanswered());
        assertEquals(5, result.measured());
    }
}
