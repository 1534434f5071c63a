package org.pointwork.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.bench.yardstick.Bar;

class ScaleReportTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            at most 40, aim 10 | at least 0.9, aim 0.95 | verdicts
            10                 | 0.95                   | REACHED_THE_AIM
            40                 | 0.9                    | PASSED
            40.1               | 0.899                  | FAILED
            NaN                | NaN                    | FAILED
            """, delimiter = '|', useHeadersInDisplayName = true)
    void a_figure_is_held_against_its_bar(double size, double ratio, Bar.Verdict verdict) {
        assertEquals(Optional.of(verdict), Figure.atMost("size", size, 40, 10).verdict());
        assertEquals(
                Optional.of(verdict), Figure.atLeast("ratio", ratio, 0.9, 0.95).verdict());
    }

    @Test
    void one_failure_fails_the_run_and_what_has_no_bar_does_not() throws Exception {
        Figure known = Figure.of("rss_kib_per_terminal", 15.04);
        Figure passed = Figure.atMost("heap_kib_per_terminal", 12, 40, 10);
        Figure failed = Figure.atLeast("tps_ratio", 0.5, 0.9, 0.95);
        ScaleReport good = new ScaleReport(Map.of(Part.TERMINALS, List.of(known, passed)));
        assertTrue(good.passes());
        assertFalse(new ScaleReport(Map.of(Part.ROUTES, List.of(failed))).passes());
        var json = new ObjectMapper().readTree(good.json());
        assertEquals(15.04, json.path("terminals").path("rss_kib_per_terminal").asDouble());
        assertTrue(json.path("passes").asBoolean());
        assertTrue(
                good.table().getLast().endsWith("<= 40 (10)  passed"),
                good.table().getLast());
    }
}
