package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pointwork.bench.load.Nines;

/**
 * One curve of the plot.
 *
 * @param open whether it is the open loop, a solid line, or the closed one, a dashed line
 * @param micros by tenth of a nine
 */
record LatencyCurve(String arm, boolean open, double tps, List<Double> micros) {
    static final String SHARE = "70";

    private static final Map<String, String> COLOURS = Map.of(
            "stock", "#6b7280",
            "pointwork", "#0369a1",
            "pointwork_full", "#c2410c",
            "relay", "#4d7c0f",
            "relay_batched", "#a16207");

    /** All that a report has, arm after arm. */
    static List<LatencyCurve> of(JsonNode report) {
        List<LatencyCurve> curves = new ArrayList<>();
        report.path("arms").properties().forEach(arm -> {
            JsonNode peak = arm.getValue();
            add(
                    curves,
                    arm.getKey(),
                    true,
                    peak.path("open_loop_by_percent_of_peak").path(SHARE));
            add(curves, arm.getKey(), false, peak);
        });
        return curves;
    }

    private static void add(List<LatencyCurve> curves, String arm, boolean open, JsonNode node) {
        List<Double> micros = new ArrayList<>();
        node.path("micros_by_tenth_of_a_nine").forEach(point -> micros.add(point.asDouble()));
        if (!micros.isEmpty()) {
            curves.add(new LatencyCurve(arm, open, node.path("tps").asDouble(), micros));
        }
    }

    String label() {
        String load = open ? SHARE + " % of its peak" : "peak";
        return String.format(Locale.ROOT, "%s, %s, %,.0f/s", arm, load, tps);
    }

    String drawn(PlotScale scale) {
        return line(IntStream.range(0, micros.size())
                .mapToObj(i ->
                        String.format(Locale.ROOT, "%.1f,%.1f", scale.x(Nines.at(i)), scale.y(micros.get(i) / 1_000)))
                .collect(Collectors.joining(" ")));
    }

    /** A line in this curve's style, as SVG. */
    String line(String points) {
        return "<polyline class=\"curve %s\" stroke=\"%s\" points=\"%s\"/>"
                .formatted(open ? "open" : "closed", COLOURS.getOrDefault(arm, "#111827"), points);
    }
}
