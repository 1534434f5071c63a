package org.pointwork.sim.script;

import java.io.PrintWriter;
import java.util.List;

/** The outcome table for people: a line a case as it ends, and what went wrong below it. */
public final class OutcomeTable {
    private static final String LINE = "%-4s %-32s %-36s %-25s %-25s %-18s %8s%n";

    private final PrintWriter out;
    private int cases;

    public OutcomeTable(PrintWriter out) {
        this.out = out;
    }

    public void line(CaseResult result) {
        if (cases == 0) {
            out.printf(LINE, "", "case", "sent", "answered", "expected", "state", "time");
        }
        cases++;
        out.printf(
                LINE,
                result.ok() ? "ok" : "FAIL",
                result.name(),
                result.sent(),
                result.answered(),
                result.expected(),
                result.state(),
                result.elapsed().toMillis() + " ms");
        if (!result.ok()) {
            out.println("     " + result.why());
        }
        out.flush();
    }

    public void summary(List<CaseResult> results) {
        long ok = results.stream().filter(CaseResult::ok).count();
        out.printf("%d of %d as expected%n", ok, results.size());
        out.flush();
    }
}
