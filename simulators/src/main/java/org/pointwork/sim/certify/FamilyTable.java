package org.pointwork.sim.certify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pointwork.sim.certify.Finding.Verdict;

/** A certificate for a terminal: a line for each family, and one below it for each script that did not pass. */
public final class FamilyTable {
    private static final String LINE = "%-20s %7s %7s %7s %7s %9s";

    private FamilyTable() {}

    public static List<String> lines(Certificate certificate) {
        List<String> lines = new ArrayList<>();
        lines.add(LINE.formatted("family", "scripts", "passed", "failed", "not run", "time"));
        lines.add("-".repeat(lines.getFirst().length()));
        certificate.families().forEach((family, its) -> {
            lines.add(line(family, its));
            its.findings().stream()
                    .filter(finding -> finding.verdict() != Verdict.PASSED)
                    .forEach(finding -> lines.add("  " + finding.verdict().word() + ": "
                            + finding.script().name() + ": " + finding.why()));
        });
        lines.add("-".repeat(lines.getFirst().length()));
        lines.add(line("all", certificate));
        return lines;
    }

    private static String line(String name, Certificate certificate) {
        return LINE.formatted(
                name,
                certificate.findings().size(),
                certificate.count(Verdict.PASSED),
                certificate.count(Verdict.FAILED),
                certificate.count(Verdict.NOT_RUN),
                String.format(Locale.ROOT, "%.1f s", certificate.seconds()));
    }
}
