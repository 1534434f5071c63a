package org.pointwork.sim.script;

import java.util.ArrayList;
import java.util.List;

/** Outcomes as a table of at most 120 columns, line by line as the cases end. */
public final class OutcomeTable {
    private static final int WIDTH = 120;
    private static final String LINE = "%-5s %-28s %-21s %-17s %-17s %-18s %8s";
    private static final int[] WIDTHS = {28, 21, 17, 17, 18};
    private static final String RED = "\u001B[31m";
    private static final String GREEN = "\u001B[32m";
    private static final String PLAIN = "\u001B[0m";

    private final boolean coloured;

    /** @param coloured for a terminal that shows colours */
    public OutcomeTable(boolean coloured) {
        this.coloured = coloured;
    }

    public List<String> head() {
        return List.of(LINE.formatted("", "case", "sent", "answered", "expected", "state", "time"), "-".repeat(WIDTH));
    }

    /** The line of one case; what went wrong is said below it. */
    public List<String> lines(CaseResult result) {
        List<String> lines = new ArrayList<>();
        String line = LINE.formatted(
                result.ok() ? "ok" : "WRONG",
                fitted(result.name(), 0),
                fitted(result.sent(), 1),
                fitted(result.answered(), 2),
                fitted(result.expected(), 3),
                fitted(result.state(), 4),
                result.elapsed().toMillis() + " ms");
        lines.add(coloured ? (result.ok() ? GREEN : RED) + line.substring(0, 5) + PLAIN + line.substring(5) : line);
        if (!result.ok()) {
            lines.add("      " + result.why());
        }
        return lines;
    }

    private static String fitted(String cell, int column) {
        int width = WIDTHS[column];
        return cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
    }
}
