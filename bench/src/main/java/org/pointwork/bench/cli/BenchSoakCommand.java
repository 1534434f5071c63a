package org.pointwork.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import org.pointwork.bench.soak.SoakBench;
import org.pointwork.bench.soak.SoakPlan;
import org.pointwork.bench.soak.SoakReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pointwork bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = "Keeps a node under a steady load, and says what grows.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing grew by more than its tolerance, and every request was answered",
            "1:something did, a request was not answered, or a process did not run"
        })
final class BenchSoakCommand implements Callable<Integer> {
    @Option(names = "--minutes", required = true, description = "How long; 2 or more.")
    private int minutes;

    @Option(names = "--tps", defaultValue = "1000", description = "Requests a second; ${DEFAULT-VALUE}.")
    private int tps;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
    private Path json;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            defaultValue = "soak.svg",
            description = "Where the plot goes; ${DEFAULT-VALUE}.")
    private Path svg;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        if (minutes < 2 || tps < 1) {
            throw new ParameterException(spec.commandLine(), "at least 2 minutes and 1 request a second");
        }
        try {
            SoakReport report =
                    new SoakBench(new SoakPlan(Duration.ofMinutes(minutes), tps), System.out::println).run();
            report.table().forEach(System.out::println);
            Files.writeString(svg, report.svg());
            System.out.println("plot: " + svg.toAbsolutePath());
            if (json != null) {
                Files.writeString(json, report.json());
            }
            return report.passes() ? 0 : 1;
        } catch (IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }
}
