package org.pointwork.bench.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.pointwork.bench.scale.Part;
import org.pointwork.bench.scale.ScaleBench;
import org.pointwork.bench.scale.ScalePlan;
import org.pointwork.bench.scale.ScaleReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "Measures whether many terminals, routes, links or rows make the node slower or fatter than few.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every figure is what it must be", "1:one is not, or a process did not run"})
final class BenchScaleCommand extends Measurement {
    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Of terminals, routes, links, journal; all if not given.")
    private List<String> only = List.of();

    @Option(names = "--terminals", defaultValue = "10000", description = "That sit idle; ${DEFAULT-VALUE}.")
    private int terminals;

    @Option(names = "--rows", defaultValue = "30000000", description = "Of the full journal; ${DEFAULT-VALUE}.")
    private long rows;

    @Option(names = "--seconds", defaultValue = "8", description = "Of each measurement; ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(names = "--repeat", defaultValue = "3", description = "Few and many in turn; ${DEFAULT-VALUE} times.")
    private int repeat;

    @Override
    boolean run() throws Exception {
        if (rows < 1) {
            throw wrong("numbers are 1 or more, not " + rows);
        }
        ScalePlan plan = new ScalePlan(
                chosen(), positive(terminals), rows, Duration.ofSeconds(positive(seconds)), positive(repeat));
        ScaleReport report = new ScaleBench(plan, System.out::println).run();
        tell(report.table(), report.json());
        return report.passes();
    }

    private List<Part> chosen() {
        return only.isEmpty()
                ? List.of(Part.values())
                : only.stream().map(this::part).toList();
    }

    private Part part(String label) {
        return Part.named(label)
                .orElseThrow(() -> wrong("no part is called \"" + label + "\"; there are "
                        + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "))));
    }
}
