package org.pointwork.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.pointwork.testing.Await;

class NodeMetricsTest {
    @Test
    void aCountIsANumberAfterAGarbageCollection() {
        MeterRegistry registry = new SimpleMeterRegistry();
        NodeMetrics.bind(registry, "pointwork.a.count", () -> 7);
        WeakReference<Object> garbage = new WeakReference<>(new Object());
        Await.until("garbage is collected", () -> {
            System.gc();
            return garbage.get() == null;
        });
        assertEquals(7, registry.get("pointwork.a.count").gauge().value());
    }
}
