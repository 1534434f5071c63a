package org.pointwork.bench.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.pointwork.bench.scale.Part;
import org.pointwork.bench.scale.ScaleBench;
import org.pointwork.bench.scale.ScalePlan;
import org.pointwork.bench.scale.ScaleReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pointwork bench scale}. */
@Command(
        name = "scale",
        mixinStandardHelpOptions = true,
        description = "Measures whether many terminals, routes, links or rows make the node slower or fatter than few.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every figure is what it must be", "1:one is not, or a process did not run"})
final class BenchScaleCommand implements Callable<Integer> {
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

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
    private Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        if (terminals < 1 || rows < 1 || seconds < 1 || repeat < 1) {
            throw new ParameterException(spec.commandLine(), "numbers are 1 or more");
        }
        ScalePlan plan = new ScalePlan(chosen(), terminals, rows, Duration.ofSeconds(seconds), repeat);
        try {
            ScaleReport report = new ScaleBench(plan, System.out::println).run();
            report.table().forEach(System.out::println);
            if (json != null) {
                Files.writeString(json, report.json());
            }
            return report.passes() ? 0 : 1;
        } catch (IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private List<Part> chosen() {
        return only.isEmpty()
                ? List.of(Part.values())
                : only.stream().map(this::part).toList();
    }

    private Part part(String label) {
        return Part.named(label)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "no part is called \"" + label + "\"; there are "
                                + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "))));
    }
}
