package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        return figures.values().stream()
                .flatMap(List::stream)
                .noneMatch(figure -> figure.verdict() == Bar.Verdict.FAILED);
    }

    /** Lines for a screen. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("part", "figure", "measured", "must (aim)", "").stripTrailing());
        figures.forEach((part, measured) -> measured.forEach(figure -> lines.add(ROW.formatted(
                        part.label(),
                        figure.name(),
                        Figure.text(figure.value()),
                        figure.bar().text(),
                        figure.verdict().text())
                .stripTrailing())));
        return lines;
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
