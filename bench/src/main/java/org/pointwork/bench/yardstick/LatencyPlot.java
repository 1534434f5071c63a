package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pointwork.bench.load.Nines;

/** Latency by percentile, one curve for each arm at its peak and at 70 % of it, as an SVG that needs nothing else. */
final class LatencyPlot {
    private static final String SHARE = "70";
    private static final Map<String, String> COLOURS = Map.of(
            "stock", "#6b7280",
            "pointwork", "#0369a1",
            "pointwork_full", "#c2410c",
            "relay", "#4d7c0f",
            "relay_batched", "#a16207");
    private static final double[][] MUST_MILLIS = {{50, 4}, {99, 20}, {99.9, 50}};
    private static final double MUST_HALF_WIDTH = 34;

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 660" width="1040" height="660" role="img"
                 font-family="system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif">
            <title>Latency by percentile</title>
            <style>
              .grid { stroke: #d4d7dd; } .fine { stroke: #f0f1f4; } .tick { font-size: 12px; fill: #4b5563; }
              .axis { font-size: 13px; fill: #374151; } .head { font-size: 20px; font-weight: 600; fill: #111827; }
              .sub, .key { font-size: 13px; fill: #374151; } .curve { fill: none; stroke-linejoin: round; }
              .open { stroke-width: 2.6; } .closed { stroke-width: 1.6; stroke-dasharray: 6 4; }
              .must { stroke: #b91c1c; stroke-width: 3; stroke-linecap: round; }
              .mustlabel { font-size: 11px; font-weight: 600; fill: #b91c1c; }
              .halo { paint-order: stroke; stroke: #ffffff; stroke-width: 3px; }
            </style>
            <rect width="1040" height="660" fill="#ffffff"/>
            %s
            </svg>
            """;

    /** @param micros by tenth of a nine */
    private record Curve(String arm, boolean open, double tps, List<Double> micros) {
        private String label() {
            String load = open ? SHARE + " % of peak" : "peak, closed loop";
            return String.format(Locale.ROOT, "%s, %s (%,.0f/s)", arm, load, tps);
        }

        private String line(String points) {
            return "<polyline class=\"curve %s\" stroke=\"%s\" points=\"%s\"/>"
                    .formatted(open ? "open" : "closed", COLOURS.getOrDefault(arm, "#111827"), points);
        }
    }

    private LatencyPlot() {}

    /** Nothing where the report has no curve. */
    static Optional<String> of(JsonNode report) {
        List<Curve> curves = new ArrayList<>();
        report.path("arms").properties().forEach(arm -> {
            add(curves, arm.getKey(), false, arm.getValue());
            add(
                    curves,
                    arm.getKey(),
                    true,
                    arm.getValue().path("open_loop_by_percent_of_peak").path(SHARE));
        });
        return curves.isEmpty() ? Optional.empty() : Optional.of(FRAME.formatted(String.join("\n", drawn(curves))));
    }

    private static void add(List<Curve> curves, String arm, boolean open, JsonNode node) {
        List<Double> micros = new ArrayList<>();
        node.path("micros_by_tenth_of_a_nine").forEach(point -> micros.add(point.asDouble()));
        if (!micros.isEmpty()) {
            curves.add(new Curve(arm, open, node.path("tps").asDouble(), micros));
        }
    }

    private static List<String> drawn(List<Curve> curves) {
        PlotScale scale = scale(curves);
        List<String> svg = new ArrayList<>();
        svg.add(PlotScale.text("head", "start", PlotScale.LEFT, 36, "Latency by percentile"));
        svg.add(
                PlotScale.text(
                        "sub",
                        "start",
                        PlotScale.LEFT,
                        60,
                        "Solid: open loop, counted from when a request was due. Dashed: as many under way as the closed loop keeps."));
        svg.addAll(scale.grid());
        for (Curve curve : curves) {
            svg.add(curve.line(IntStream.range(0, curve.micros().size())
                    .mapToObj(i -> String.format(
                            Locale.ROOT,
                            "%.1f,%.1f",
                            scale.x(Nines.at(i)),
                            scale.y(curve.micros().get(i) / 1_000)))
                    .collect(Collectors.joining(" "))));
        }
        musts(svg, scale);
        legend(svg, curves);
        return svg;
    }

    private static PlotScale scale(List<Curve> curves) {
        int points =
                curves.stream().mapToInt(curve -> curve.micros().size()).max().orElse(1);
        double low = curves.stream()
                .mapToDouble(curve -> curve.micros().getFirst())
                .min()
                .orElse(1);
        double high = curves.stream()
                .mapToDouble(curve -> curve.micros().getLast())
                .max()
                .orElse(1);
        double lowMillis = Math.min(1, decade(Math.floor(Math.log10(Math.max(low, 10) / 1_000))));
        double highMillis = Math.max(100, decade(Math.ceil(Math.log10(high / 1_000))));
        return new PlotScale(Math.max(3, Nines.at(points - 1)), lowMillis, highMillis);
    }

    private static double decade(double exponent) {
        return Math.pow(10, exponent);
    }

    /** What Pointwork's solid curves have to stay below. */
    private static void musts(List<String> svg, PlotScale scale) {
        for (double[] must : MUST_MILLIS) {
            double x = scale.x(Nines.of(must[0]));
            double y = scale.y(must[1]);
            svg.add(PlotScale.line("must", x - MUST_HALF_WIDTH, y, x + MUST_HALF_WIDTH, y));
            svg.add(PlotScale.text(
                    "mustlabel halo", "middle", x, y - 7, String.format(Locale.ROOT, "must ≤ %.0f ms", must[1])));
        }
    }

    private static void legend(List<String> svg, List<Curve> curves) {
        double y = PlotScale.TOP + 22;
        for (Curve curve : curves) {
            double x = PlotScale.LEFT + 16;
            svg.add(curve.line(String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f", x, y - 4, x + 34, y - 4)));
            svg.add(PlotScale.text("key halo", "start", x + 44, y, curve.label()));
            y += 20;
        }
    }
}
