package org.pointwork.bench.load;

import java.util.List;
import java.util.Optional;
import org.pointwork.bench.load.Schedule.Phase;

/**
 * When what happens in one run, on the clock of {@link System#nanoTime}.
 *
 * <pre>
 *  start      calm           from                until          end
 *    | warm-up | (calm phase) | measured: (surge) | (calm again) |     (...) only with a surge
 * </pre>
 */
record Timetable(long start, long from, long until, long end, Schedule schedule, Optional<Surge> surge) {
    static Timetable of(LoadConfig config, long start) {
        long warmUp = config.warmUp().toNanos();
        long measured = config.measured().toNanos();
        long calm = start + warmUp;
        if (!config.hasSurge()) {
            Schedule steady = Schedule.steady(start, Math.max(1, config.ratePerSecond()));
            return new Timetable(start, calm, calm + measured, calm + measured, steady, Optional.empty());
        }
        Schedule schedule = new Schedule(
                start,
                List.of(
                        new Phase(config.ratePerSecond(), warmUp + measured),
                        new Phase(config.surgePerSecond(), measured),
                        new Phase(config.ratePerSecond(), measured)));
        return new Timetable(
                start,
                calm + measured,
                calm + 2 * measured,
                calm + 3 * measured,
                schedule,
                Optional.of(new Surge(calm, measured)));
    }
}
