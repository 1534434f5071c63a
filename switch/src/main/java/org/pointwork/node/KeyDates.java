package org.pointwork.node;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pointwork.hsm.ZoneKeys.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When keys end, as the token says, for metrics and, once a day, the log. */
public final class KeyDates {
    private static final Logger LOG = LoggerFactory.getLogger(KeyDates.class);
    private static final int WARN_DAYS = 30;

    private final Clock clock;
    private volatile List<Held> held = List.of();
    private LocalDate warned = LocalDate.MIN;

    public KeyDates(Clock clock) {
        this.clock = clock;
    }

    /** Takes notice of what the module holds now; one thread at a time. */
    public void look(List<Held> now) {
        held = now;
        LocalDate today = LocalDate.now(clock);
        if (warned.equals(today)) {
            return;
        }
        warned = today;
        now.forEach(key -> key.end()
                .map(day -> ChronoUnit.DAYS.between(today, day))
                .filter(days -> days <= WARN_DAYS)
                .ifPresent(days -> LOG.warn(
                        "key {}: its last day is {}: rotate it",
                        key.key().label(),
                        key.end().orElseThrow())));
    }

    /** Days until the first key ends, negative once one has; not a number where none has a last day. */
    public double daysLeft() {
        LocalDate today = LocalDate.now(clock);
        return held.stream()
                .flatMap(key -> key.end().stream())
                .mapToDouble(day -> ChronoUnit.DAYS.between(today, day))
                .min()
                .orElse(Double.NaN);
    }
}
