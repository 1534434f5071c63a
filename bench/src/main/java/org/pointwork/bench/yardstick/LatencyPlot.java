package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pointwork.bench.load.Nines;

/** Latency by percentile, each arm at 70 % of its peak and at the peak, as an SVG that needs nothing else. */
final class LatencyPlot {
    private static final double[][] MUST_MILLIS = {{50, 4}, {99, 20}, {99.9, 50}};
    private static final double MUST_HALF_WIDTH = 34;
    private static final double KEY_TOP = PlotScale.BOTTOM + 78;
    private static final double KEY_ROW = 22;
    private static final double KEY_COLUMN = 464;
    private static final double KEY_LINE = 40;

    private static final String FRAME = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1040 %1$.0f" width="1040" height="%1$.0f" role="img"
                 font-family="system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif">
            <title>Latency by percentile</title>
            <style>
              .grid { stroke: #d4d7dd; } .fine { stroke: #f0f1f4; } .tick { font-size: 12px; fill: #4b5563; }
              .axis { font-size: 13px; fill: #374151; } .head { font-size: 20px; font-weight: 600; fill: #111827; }
              .sub, .key { font-size: 13px; fill: #374151; } .curve { fill: none; stroke-linejoin: round; }
              .open { stroke-width: 2.6; } .closed { stroke-width: 1.6; stroke-dasharray: 6 4; }
              .must { stroke: #b91c1c; stroke-width: 3.5; stroke-linecap: round; }
              .mustlabel { font-size: 11px; font-weight: 600; fill: #b91c1c;
                           paint-order: stroke; stroke: #ffffff; stroke-width: 4px; }
            </style>
            <rect width="1040" height="%1$.0f" fill="#ffffff"/>
            %2$s
            </svg>
            """;

    private LatencyPlot() {}

    /** Nothing where the report has no curve. */
    static Optional<String> of(JsonNode report) {
        List<LatencyCurve> curves = LatencyCurve.of(report);
        if (curves.isEmpty()) {
            return Optional.empty();
        }
        PlotScale scale = scale(curves);
        List<String> svg = new ArrayList<>();
        heading(svg);
        svg.addAll(scale.grid());
        curves.forEach(curve -> svg.add(curve.drawn(scale)));
        musts(svg, scale);
        double height = legend(svg, curves);
        return Optional.of(String.format(Locale.ROOT, FRAME, height, String.join("\n", svg)));
    }

    private static void heading(List<String> svg) {
        svg.add(PlotScale.text("head", "start", PlotScale.LEFT, 36, "Latency by percentile"));
        svg.add(PlotScale.text(
                "sub",
                "start",
                PlotScale.LEFT,
                62,
                "Solid: open loop, counted from when a request was due. Dashed: closed loop, always full."
                        + " Red: what Pointwork’s solid line must stay below."));
    }

    private static PlotScale scale(List<LatencyCurve> curves) {
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
        double lowest = Math.floor(Math.log10(Math.max(low, 10) / 1_000));
        double highest = Math.ceil(Math.log10(high / 1_000));
        return new PlotScale(
                Math.max(3.2, Nines.at(points - 1)),
                Math.pow(10, Math.min(0, lowest)),
                Math.pow(10, Math.max(2, highest)));
    }

    private static void musts(List<String> svg, PlotScale scale) {
        for (double[] must : MUST_MILLIS) {
            double x = scale.x(Nines.of(must[0]));
            double y = scale.y(must[1]);
            svg.add(PlotScale.line("must", x - MUST_HALF_WIDTH, y, x + MUST_HALF_WIDTH, y));
            svg.add(PlotScale.text(
                    "mustlabel",
                    "middle",
                    x,
                    y + 16,
                    String.format(Locale.ROOT, "p%s ≤ %.0f ms", PlotScale.plain(must[0]), must[1])));
        }
    }

    /** Open loops at the left, closed ones at the right; the height of all. */
    private static double legend(List<String> svg, List<LatencyCurve> curves) {
        double[] next = {KEY_TOP, KEY_TOP};
        for (LatencyCurve curve : curves) {
            int column = curve.open() ? 0 : 1;
            double x = PlotScale.LEFT + column * KEY_COLUMN;
            double y = next[column];
            svg.add(curve.line(String.format(Locale.ROOT, "%.1f,%.1f %.1f,%.1f", x, y - 4, x + KEY_LINE, y - 4)));
            svg.add(PlotScale.text("key", "start", x + KEY_LINE + 10, y, curve.label()));
            next[column] = y + KEY_ROW;
        }
        return Math.max(next[0], next[1]) + 8;
    }
}
