package org.pointwork.bench.yardstick;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pointwork.bench.load.Nines;

/**
 * Where a percentile and a latency lie on the plot, both on logarithmic scales, and the grid that shows them.
 *
 * @param nines at the right edge
 * @param lowMillis at the lower edge, a power of ten
 * @param highMillis at the upper edge, a power of ten
 */
record PlotScale(double nines, double lowMillis, double highMillis) {
    static final double LEFT = 76;
    static final double RIGHT = 1_004;
    static final double TOP = 92;
    static final double BOTTOM = 592;

    private static final List<Double> PERCENTILES = List.of(0.0, 50.0, 90.0, 99.0, 99.9, 99.99, 99.999);

    double x(double ninesOfPoint) {
        return LEFT + (RIGHT - LEFT) * ninesOfPoint / nines;
    }

    double y(double millis) {
        double share = Math.log10(Math.max(millis, lowMillis) / lowMillis) / Math.log10(highMillis / lowMillis);
        return BOTTOM - (BOTTOM - TOP) * share;
    }

    /** Lines and labels of both axes as SVG. */
    List<String> grid() {
        List<String> svg = new ArrayList<>();
        for (double percentile : PERCENTILES) {
            double x = x(Nines.of(percentile));
            if (x <= RIGHT + 1) {
                svg.add(line("grid", x, TOP, x, BOTTOM));
                svg.add(text("tick", "middle", x, BOTTOM + 20, plain(percentile) + " %"));
            }
        }
        for (double decade = lowMillis; decade <= highMillis * 1.001; decade *= 10) {
            svg.add(line("grid", LEFT, y(decade), RIGHT, y(decade)));
            svg.add(text(
                    "tick",
                    "end",
                    LEFT - 8,
                    y(decade) + 4,
                    decade < 1_000 ? plain(decade) + " ms" : plain(decade / 1_000) + " s"));
            for (int i = 2; i < 10 && decade * i < highMillis; i++) {
                svg.add(line("fine", LEFT, y(decade * i), RIGHT, y(decade * i)));
            }
        }
        svg.add(text("axis", "middle", (LEFT + RIGHT) / 2, BOTTOM + 44, "share of requests answered within"));
        return svg;
    }

    static String line(String style, double x1, double y1, double x2, double y2) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style,
                x1,
                y1,
                x2,
                y2);
    }

    static String text(String style, String anchor, double x, double y, String content) {
        return String.format(
                Locale.ROOT,
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style,
                anchor,
                x,
                y,
                content.replace("&", "&amp;").replace("<", "&lt;"));
    }

    static String plain(double number) {
        return new BigDecimal(number)
                .round(new MathContext(6))
                .stripTrailingZeros()
                .toPlainString();
    }
}
