package org.pointwork.bench.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;

/** {@code ./pointwork doctor}. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Says what this machine lacks for the demo and how to get it. Exits 1 where something is missing.")
final class DoctorCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING); // what went well is said by the findings
        Path var = Path.of(System.getProperty("pointwork.var", "var")).toAbsolutePath();
        List<Finding> findings = Doctor.examine(var);
        findings.forEach(System.out::println);
        return findings.stream().allMatch(Finding::ok) ? 0 : 1;
    }
}
