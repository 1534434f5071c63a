package org.pointwork.acquirer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens at one door, for {@code /metrics}. Looking a counter up costs more than counting: every message's are kept. */
final class DoorCounters {
    private final String door;
    private final Counter received;
    private final Counter answered;
    final AtomicInteger connections = new AtomicInteger();

    DoorCounters(String door) {
        this.door = door;
        this.received = Metrics.counter("pointwork.door.received", "door", door);
        this.answered = Metrics.counter("pointwork.door.answered", "door", door);
        Metrics.gauge("pointwork.door.connections", List.of(Tag.of("door", door)), connections, AtomicInteger::get);
    }

    void received() {
        received.increment();
    }

    void answered() {
        answered.increment();
    }

    /** A message that got no answer. */
    void dropped(String reason) {
        Metrics.counter("pointwork.door.dropped", "door", door, "reason", reason)
                .increment();
    }

    /** A connection that we ended. */
    void closed(String reason) {
        Metrics.counter("pointwork.door.closed", "door", door, "reason", reason).increment();
    }
}
