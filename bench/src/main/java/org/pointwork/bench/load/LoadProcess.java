package org.pointwork.bench.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pointwork.sim.ParentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The generator as a process of its own, so that what it costs is known apart. Writes a {@link LoadResult} as JSON. */
@Command(name = "load")
public final class LoadProcess implements Callable<Integer> {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--connections", required = true)
    private int connections;

    @Option(names = "--window", required = true)
    private int window;

    @Option(names = "--rate", description = "Requests a second; 0 for a closed loop.")
    private int rate;

    @Option(names = "--surge", description = "Requests a second in the measured time, between calm times; 0 for none.")
    private int surge;

    @Mixin
    private MeasuringOptions measuring;

    @Option(names = "--sealed", description = "PIN key and MAC key come as two lines on standard input.")
    private boolean sealed;

    @Option(names = "--watch", paramLabel = "NAME=PID", description = "Measure this process's CPU time as well.")
    private Map<String, Long> watched = new LinkedHashMap<>();

    @Option(names = "--heap-of", paramLabel = "PID", description = "Measure what this JVM allocates.")
    private long heapOf;

    public static void main(String[] args) {
        System.exit(new CommandLine(new LoadProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Optional<LoadConfig.TerminalSecrets> seals = sealed
                ? Optional.of(new LoadConfig.TerminalSecrets(Handover.key(System.in), Handover.key(System.in)))
                : Optional.empty();
        ParentWatch.startIfAsked();
        watched.put("generator", ProcessHandle.current().pid());
        LoadConfig config = new LoadConfig(
                port,
                connections,
                window,
                rate,
                surge,
                Duration.ofMillis(measuring.warmUpMs()),
                Duration.ofMillis(measuring.measuredMs()),
                DRAIN,
                seals);
        try (Gauges gauges = new Gauges(watched, heapOf)) {
            LoadResult result = new LoadRun(config).run(gauges);
            measuring.leave(gauges.completed(result));
        }
        return 0;
    }
}
