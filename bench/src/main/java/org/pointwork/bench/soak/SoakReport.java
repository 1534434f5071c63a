package org.pointwork.bench.soak;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the samples say: a table for people, JSON for machines, and a plot. */
public final class SoakReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-18s %12s %12s %10s %10s  %s";

    private final List<Sample> samples;
    private final long unanswered;
    private final long refused;

    SoakReport(List<Sample> samples, long unanswered, long refused) {
        this.samples = List.copyOf(samples);
        this.unanswered = unanswered;
        this.refused = refused;
    }

    /** Whether nothing grew by more than its tolerance, and every request was answered. */
    public boolean passes() {
        return unanswered == 0
                && List.of(Measure.values()).stream()
                        .allMatch(measure -> Trend.of(samples, measure).isFlat(measure.tolerance()));
    }

    /** Lines for a screen. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("measure", "beginning", "end", "growth", "tolerance", ""));
        for (Measure measure : Measure.values()) {
            Trend trend = Trend.of(samples, measure);
            lines.add(ROW.formatted(
                    measure.label(),
                    number(trend.beginning()),
                    number(trend.end()),
                    number(trend.growth()),
                    number(measure.tolerance().of(trend.beginning())),
                    trend.isFlat(measure.tolerance()) ? "flat" : "LEAKING"));
        }
        lines.add("%d samples, unanswered %d, refused %d".formatted(samples.size(), unanswered, refused));
        return lines;
    }

    /** {@code {"heap_kib":{"beginning":…,"per_hour":…,"flat":true,"samples":[…]},…,"minutes":[…],"passes":true}}. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        for (Measure measure : Measure.values()) {
            Trend trend = Trend.of(samples, measure);
            ObjectNode node = root.putObject(measure.label())
                    .put("beginning", trend.beginning())
                    .put("end", trend.end())
                    .put("per_hour", trend.perMinute() * 60)
                    .put("tolerance", measure.tolerance().of(trend.beginning()))
                    .put("flat", trend.isFlat(measure.tolerance()));
            var values = node.putArray("samples");
            samples.forEach(sample -> values.add(measure.of(sample)));
        }
        var minutes = root.putArray("minutes");
        samples.forEach(sample -> minutes.add(sample.minute()));
        return root.put("unanswered", unanswered)
                .put("refused", refused)
                .put("passes", passes())
                .toPrettyString();
    }

    /** The samples as an SVG file. */
    public String svg() {
        return new SoakPlot(samples).svg();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value + 0.0); // never -0
    }
}
