package org.pointwork.acquirer;

import io.micrometer.core.instrument.Metrics;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens at one door, for {@code /metrics}. */
final class DoorCounters {
    private final String door;
    final AtomicInteger connections = new AtomicInteger();

    DoorCounters(String door) {
        this.door = door;
        Metrics.gauge("pointwork.door.connections", java.util.List.of(tag()), connections, AtomicInteger::get);
    }

    void received() {
        Metrics.counter("pointwork.door.received", "door", door).increment();
    }

    void answered() {
        Metrics.counter("pointwork.door.answered", "door", door).increment();
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

    private io.micrometer.core.instrument.Tag tag() {
        return io.micrometer.core.instrument.Tag.of("door", door);
    }
}
