package org.pointwork.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class NinesTest {
    @Test
    void eachNineLeavesATenthAbove() {
        assertEquals(0, Nines.of(0), 1e-9);
        assertEquals(0.301, Nines.of(50), 1e-3);
        assertEquals(1, Nines.of(90), 1e-9);
        assertEquals(3, Nines.of(99.9), 1e-9);
        assertEquals(99.99, Nines.percentile(4), 1e-9);
        assertEquals(2.5, Nines.at(25));
    }

    @Test
    void aCurveEndsWhereOneTimeIsLeftAbove() {
        Histogram nanos = Latency.histogram();
        for (int i = 1; i <= 1_000; i++) {
            nanos.recordValue(i * 1_000);
        }
        List<Double> curve = Nines.curve(nanos);
        assertEquals(31, curve.size()); // three nines in tenths
        assertEquals(1, curve.getFirst(), 0.01);
        assertEquals(900, curve.get(10), 1);
        assertEquals(990, curve.get(20), 1);
        assertEquals(List.of(0.0), Nines.curve(Latency.histogram()));
    }
}
