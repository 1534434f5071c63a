package org.pointwork.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A panel for each measure, from 0 up, with the samples and the line through them. */
final class SoakPlot {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 300;
    private static final int HEIGHT = 110;
    private static final int TITLE = 22;
    private static final int MARGIN = 12;

    private final List<Sample> samples;

    SoakPlot(List<Sample> samples) {
        this.samples = samples;
    }

    String svg() {
        Measure[] measures = Measure.values();
        int rows = (measures.length + COLUMNS - 1) / COLUMNS;
        StringBuilder svg = new StringBuilder(format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">\n",
                COLUMNS * WIDTH, rows * HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (Measure measure : measures) {
            int x = measure.ordinal() % COLUMNS * WIDTH;
            int y = measure.ordinal() / COLUMNS * HEIGHT;
            svg.append(format("<g transform=\"translate(%d,%d)\">\n", x + MARGIN, y));
            panel(svg, measure);
            svg.append("</g>\n");
        }
        return svg.append("</svg>\n").toString();
    }

    private void panel(StringBuilder svg, Measure measure) {
        Trend trend = Trend.of(samples, measure);
        double highest =
                Math.max(1, samples.stream().mapToDouble(measure::of).max().orElseThrow());
        boolean flat = trend.isFlat(measure.tolerance());
        svg.append(format(
                "<text y=\"14\">%s: %,.0f to %,.0f%s</text>\n",
                measure.label(), trend.beginning(), trend.end(), flat ? "" : ", LEAKING"));
        svg.append(format(
                "<line x1=\"0\" y1=\"%1$.1f\" x2=\"%2$.1f\" y2=\"%1$.1f\" stroke=\"#bbb\"/>\n", y(0, 1), x(1, 1)));
        String points = samples.stream()
                .map(sample -> format("%.1f,%.1f", x(sample.minute(), last()), y(measure.of(sample), highest)))
                .collect(Collectors.joining(" "));
        svg.append(format("<polyline points=\"%s\" fill=\"none\" stroke=\"#1f77b4\"/>\n", points));
        svg.append(format(
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-dasharray=\"4 3\"/>\n",
                x(samples.getFirst().minute(), last()),
                y(trend.beginning(), highest),
                x(last(), last()),
                y(trend.end(), highest),
                flat ? "#2ca02c" : "#d62728"));
    }

    private double last() {
        return samples.getLast().minute();
    }

    private static double x(double value, double highest) {
        return value / highest * (WIDTH - 2 * MARGIN);
    }

    private static double y(double value, double highest) {
        return HEIGHT - MARGIN - value / highest * (HEIGHT - MARGIN - TITLE);
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
