package org.pointwork.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pointwork.sim.ParentWatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
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

    @Option(names = "--warm-up-ms", required = true)
    private long warmUpMs;

    @Option(names = "--measured-ms", required = true)
    private long measuredMs;

    @Option(names = "--sealed", description = "PIN key and MAC key come as two lines on standard input.")
    private boolean sealed;

    @Option(names = "--watch", paramLabel = "NAME=PID", description = "Measure this process's CPU time as well.")
    private Map<String, Long> watched = new LinkedHashMap<>();

    @Option(names = "--out", required = true)
    private Path out;

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
        CpuWindow cpu = new CpuWindow(watched);
        LoadResult result = new LoadRun(new LoadConfig(
                        port,
                        connections,
                        window,
                        rate,
                        Duration.ofMillis(warmUpMs),
                        Duration.ofMillis(measuredMs),
                        DRAIN,
                        seals))
                .run(cpu);
        new ObjectMapper().writeValue(out.toFile(), result.with(cpu.used()));
        return 0;
    }

    /** CPU time of the watched processes between the ends of the measured time. */
    private static final class CpuWindow implements LoadRun.Window {
        private final Map<String, Long> pids;
        private Map<String, Long> before = Map.of();
        private final Map<String, Long> used = new LinkedHashMap<>();

        CpuWindow(Map<String, Long> pids) {
            this.pids = pids;
        }

        @Override
        public void opened() {
            before = Processes.cpuMicros(pids);
        }

        @Override
        public void closed() {
            Processes.cpuMicros(pids).forEach((name, micros) -> used.put(name, micros - before.get(name)));
        }

        Map<String, Long> used() {
            return used;
        }
    }
}
