package org.pointwork.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.pointwork.bench.soak.SoakBench;
import org.pointwork.bench.soak.SoakPlan;
import org.pointwork.bench.soak.SoakReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
final class BenchSoakCommand extends Measurement {
    @Option(names = "--minutes", required = true, description = "How long; 2 or more.")
    private int minutes;

    @Option(names = "--tps", defaultValue = "1000", description = "Requests a second; ${DEFAULT-VALUE}.")
    private int tps;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            defaultValue = "soak.svg",
            description = "Where the plot goes; ${DEFAULT-VALUE}.")
    private Path svg;

    @Override
    boolean run() throws Exception {
        if (minutes < 2 || tps < 1) {
            throw wrong("at least 2 minutes and 1 request a second");
        }
        SoakReport report = new SoakBench(new SoakPlan(Duration.ofMinutes(minutes), tps), System.out::println).run();
        Files.writeString(svg, report.svg());
        tell(report.table(), report.json());
        System.out.println("plot: " + svg.toAbsolutePath());
        return report.passes();
    }
}
