package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.pointwork.bench.yardstick.Bar;

/** All parts that were measured: a table for people, JSON for machines. */
public final class ScaleReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROW = "%-10s %-38s %12s %20s  %s";

    private final Map<Part, List<Figure>> figures;

    ScaleReport(Map<Part, List<Figure>> figures) {
        this.figures = figures;
    }

    /** Whether every figure with a bar is at least what it must be. */
    public boolean passes() {
        return figures.values().stream().flatMap(List::stream).noneMatch(Figure::failed);
    }

    /** Lines for a screen. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("part", "figure", "measured", "must (aim)", "").stripTrailing());
        figures.forEach((part, measured) -> measured.forEach(figure -> lines.add(ROW.formatted(
                        part.label(),
                        figure.name(),
                        Figure.text(figure.value()),
                        figure.bar().map(ScaleReport::text).orElse(""),
                        figure.verdict().map(ScaleReport::text).orElse(""))
                .stripTrailing())));
        return lines;
    }

    /** Such as {@code <= 40 (10)}: what must be, and what is aimed for. */
    private static String text(Bar bar) {
        return switch (bar.side()) {
                    case AT_LEAST -> ">= ";
                    case AT_MOST -> "<= ";
                }
                + Figure.text(bar.must()) + " (" + Figure.text(bar.aim()) + ")";
    }

    private static String text(Bar.Verdict verdict) {
        return switch (verdict) {
            case REACHED_THE_AIM -> "aim reached";
            case PASSED -> "passed";
            case FAILED -> "FAILED";
        };
    }

    /** {@code {"terminals":{"heap_kib_per_terminal":…,…},…,"passes":true}}; a part that was left out is not in it. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        figures.forEach((part, measured) -> {
            ObjectNode node = root.putObject(part.label());
            measured.forEach(figure -> node.put(figure.name(), Math.round(figure.value() * 1000) / 1000.0));
        });
        return root.put("passes", passes()).toPrettyString();
    }
}
