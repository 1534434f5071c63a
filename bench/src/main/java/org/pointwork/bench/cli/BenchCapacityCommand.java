package org.pointwork.bench.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.pointwork.bench.yardstick.Capacity;
import org.pointwork.bench.yardstick.CapacityPage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork bench capacity}. */
@Command(
        name = "capacity",
        mixinStandardHelpOptions = true,
        description = "Says how many machines 1,000, 10,000 and 100,000 TPS need, from the JSON of a bench switch.")
final class BenchCapacityCommand implements Callable<Integer> {
    @Option(names = "--from", required = true, paramLabel = "FILE", description = "What bench switch --json wrote.")
    private Path from;

    @Option(names = "--page", paramLabel = "FILE", description = "Renew the figures of this page, docs/capacity.md.")
    private Path page;

    @Option(names = "--node-cores", defaultValue = "8", description = "Of a machine for nodes; ${DEFAULT-VALUE}.")
    private int nodeCores;

    @Option(names = "--database-cores", defaultValue = "16", description = "Of a database; ${DEFAULT-VALUE}.")
    private int databaseCores;

    @Option(names = "--use", defaultValue = "60", description = "Percent of anything to plan with; ${DEFAULT-VALUE}.")
    private int usePercent;

    @Option(
            names = "--wal-mb",
            defaultValue = "250",
            description = "A database's disk writes a second; ${DEFAULT-VALUE}.")
    private int walMegabytesPerSecond;

    @Option(
            names = "--average",
            defaultValue = "40",
            description = "Of a day, in percent of its peak; ${DEFAULT-VALUE}.")
    private int averagePercent;

    @Override
    public Integer call() throws Exception {
        Capacity.Machine machine =
                new Capacity.Machine(nodeCores, databaseCores, usePercent, walMegabytesPerSecond, averagePercent);
        try {
            String figures = CapacityPage.figures(new ObjectMapper().readTree(from.toFile()), machine);
            if (page == null) {
                System.out.println(figures);
            } else {
                Files.writeString(page, CapacityPage.renewed(Files.readString(page), figures));
            }
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }
}
