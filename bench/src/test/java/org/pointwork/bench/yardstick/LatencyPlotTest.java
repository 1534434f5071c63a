package org.pointwork.bench.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class LatencyPlotTest {
    @Test
    void bothScalesAreLogarithmic() {
        PlotScale scale = new PlotScale(4, 0.1, 1_000);
        assertEquals(PlotScale.LEFT, scale.x(0));
        assertEquals(PlotScale.RIGHT, scale.x(4));
        assertEquals(scale.x(2) - scale.x(1), scale.x(3) - scale.x(2), 1e-9);
        assertEquals(PlotScale.BOTTOM, scale.y(0.1));
        assertEquals(PlotScale.TOP, scale.y(1_000));
        assertEquals(scale.y(10) - scale.y(100), scale.y(1) - scale.y(10), 1e-9);
        assertEquals(PlotScale.BOTTOM, scale.y(0));
    }

    @Test
    void anArmHasACurveForItsPeakAndOneForItsOpenLoop() throws Exception {
        String svg = LatencyPlot.of(new ObjectMapper().readTree("""
                {"arms": {
                   "stock": {"tps": 2000, "micros_by_tenth_of_a_nine": [100, 200, 300]},
                   "pointwork": {"tps": 20000, "micros_by_tenth_of_a_nine": [90, 100, 110],
                     "open_loop_by_percent_of_peak": {"70": {"tps": 14000, "micros_by_tenth_of_a_nine": [50, 60]}}},
                   "postgres_ceiling": {"tps": 1}}}""")).orElseThrow();
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertEquals(6, document.getElementsByTagName("polyline").getLength()); // three, and each in the legend
        assertTrue(svg.contains("pointwork, 70 % of its peak, 14,000/s"));
        assertTrue(svg.contains("stock, peak, 2,000/s"));
    }
}
