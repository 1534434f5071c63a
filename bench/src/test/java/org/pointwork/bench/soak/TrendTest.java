package org.pointwork.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    @Test
    void a_line_is_found_through_disturbed_samples() {
        Trend trend = Trend.of(heap(i -> i == 7 ? 900_000 : 20_000 + 100 * i), Measure.HEAP_KIB);
        assertEquals(20_000, trend.beginning(), 1);
        assertEquals(600, trend.perMinute(), 1);
        assertEquals(21_900, trend.end(), 1);
    }

    @Test
    void what_grows_by_more_than_its_tolerance_leaks() {
        Measure.Tolerance tolerance = Measure.HEAP_KIB.tolerance();
        assertFalse(Trend.of(heap(i -> 20_000 + 100 * i), Measure.HEAP_KIB).isFlat(tolerance));
        assertTrue(Trend.of(heap(i -> 20_000 + 10 * i), Measure.HEAP_KIB).isFlat(tolerance));
        assertTrue(Trend.of(heap(i -> 20_000 - 500 * i), Measure.HEAP_KIB).isFlat(tolerance));
    }

    @Test
    void the_report_says_which_and_draws_all() {
        SoakReport leaking = new SoakReport(heap(i -> 20_000 + 1_000 * i), 0, 0);
        assertFalse(leaking.passes());
        assertTrue(leaking.table().get(1).endsWith("LEAKING"), leaking.table().get(1));
        assertEquals(
                Measure.values().length,
                leaking.svg()
                        .lines()
                        .filter(line -> line.startsWith("<polyline"))
                        .count());
        assertTrue(new SoakReport(heap(_ -> 20_000), 0, 0).passes());
        assertFalse(new SoakReport(heap(_ -> 20_000), 1, 0).passes());
    }

    @Test
    void objects_are_counted_by_the_exact_name_of_their_class() {
        String histogram = """
                 num     #instances         #bytes  class name (module)
                -------------------------------------------------------
                   1:           352          19712  java.lang.VirtualThread (java.base@25)
                   2:            12            288  java.lang.VirtualThread$State (java.base@25)
                Total           364          20000
                """;
        assertEquals(352, SoakBench.instances(histogram, "java.lang.VirtualThread"));
    }

    /** Twenty samples, six a minute, in which nothing but the heap moves. */
    private static List<Sample> heap(IntToDoubleFunction kib) {
        return IntStream.range(0, 20)
                .mapToObj(i -> new Sample(i / 6.0, kib.applyAsDouble(i), 900_000, 40, 10, 60, 6, 2, 1_500, 9_000))
                .toList();
    }
}
