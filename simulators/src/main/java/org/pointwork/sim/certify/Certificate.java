package org.pointwork.sim.certify;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pointwork.sim.certify.Finding.Verdict;

/**
 * What a run of the pack found.
 *
 * @param node whom it was run against, as the tester named it
 * @param findings in the order they were made
 */
public record Certificate(String node, Instant begun, List<Finding> findings) {
    public Certificate {
        findings = List.copyOf(findings);
    }

    /** Whether there is something to show, and every script passed. */
    public boolean isPass() {
        return !findings.isEmpty() && count(Verdict.PASSED) == findings.size();
    }

    public long count(Verdict verdict) {
        return findings.stream().filter(finding -> finding.verdict() == verdict).count();
    }

    /** The findings by family, in the order of their names. */
    public Map<String, Certificate> families() {
        Map<String, List<Finding>> families = findings.stream()
                .collect(
                        Collectors.groupingBy(finding -> finding.script().family(), TreeMap::new, Collectors.toList()));
        Map<String, Certificate> certificates = new TreeMap<>();
        families.forEach((family, made) -> certificates.put(family, new Certificate(node, begun, made)));
        return certificates;
    }

    /** Seconds that its scripts took. */
    double seconds() {
        return findings.stream()
                        .mapToLong(finding -> finding.elapsed().toMillis())
                        .sum()
                / 1000.0;
    }
}
