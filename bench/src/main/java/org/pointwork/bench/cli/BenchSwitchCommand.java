package org.pointwork.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.yardstick.Arm;
import org.pointwork.bench.yardstick.Plan;
import org.pointwork.bench.yardstick.Report;
import org.pointwork.bench.yardstick.SwitchBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork bench switch}. */
@Command(
        name = "switch",
        mixinStandardHelpOptions = true,
        description =
                "Measures Pointwork side by side with a stock jPOS switch and with what the machine could do at most.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured, and every approval that was heard is in a journal",
            "1:an approval is missing, a row is unaccounted for, or a process did not run"
        })
final class BenchSwitchCommand extends Measurement {
    private static final List<Integer> FULL = List.of(25, 50, 70, 90, 200);

    @Option(names = "--seconds", defaultValue = "20", description = "Of each measurement; ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--repeat", defaultValue = "3", description = "Rounds over all arms; ${DEFAULT-VALUE}.")
    private int repeat;

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description =
                    "Of stock, pointwork, pointwork_full, postgres_ceiling, relay, relay_batched; all if not given.")
    private List<String> arms = List.of();

    @Option(names = "--connections", defaultValue = "8", description = "Terminals; ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--window",
            defaultValue = "64",
            description = "Requests that each terminal keeps under way; ${DEFAULT-VALUE}.")
    private int window;

    @Option(
            names = "--open-loop",
            split = ",",
            paramLabel = "PERCENT",
            description = {
                "Offer these shares of each switch's own peak afterwards.",
                "More than 100 is an overload with half the peak before and after;",
                "at 70 and 90 Pointwork is offered as much as the stock switch, too."
            })
    private List<Integer> openLoop = List.of();

    @Option(names = "--full", description = "The same as --open-loop 25,50,70,90,200.")
    private boolean full;

    @Option(
            names = "--plot",
            paramLabel = "FILE",
            description = "Draw latency by percentile here, as SVG; beside the JSON or in var/bench if not given.")
    private Path plot;

    @Override
    boolean run() throws Exception {
        Plan plan = new Plan(
                chosen(),
                Duration.ofSeconds(positive(seconds)),
                positive(repeat),
                positive(connections),
                positive(window),
                (full ? FULL : openLoop).stream().map(this::positive).toList());
        Report report = new SwitchBench(plan, System.out::println).run();
        tell(report.table(), report.json());
        if (report.plot().isPresent()) {
            Files.writeString(plotFile(), report.plot().get());
            System.out.println("plot: " + plotFile());
        }
        return report.booksAgree();
    }

    private Path plotFile() {
        if (plot != null) {
            return plot;
        }
        return json() == null
                ? Place.ofThisProcess().var().resolve("bench").resolve("latency.svg")
                : json().resolveSibling(json().getFileName().toString().replaceFirst("\\.json$", "") + ".svg");
    }

    private List<Arm> chosen() {
        if (arms.isEmpty()) {
            return List.of(Arm.values());
        }
        return arms.stream()
                .map(label -> Arm.named(label)
                        .orElseThrow(() -> wrong("no arm is called \"" + label + "\"; there are "
                                + Arrays.stream(Arm.values()).map(Arm::label).collect(Collectors.joining(", ")))))
                .toList();
    }
}
