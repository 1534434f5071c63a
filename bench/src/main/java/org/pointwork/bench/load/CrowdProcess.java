package org.pointwork.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.pointwork.sim.pos.TlsFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A {@link Crowd} as a process of its own. Says {@link #READY} once all are connected; a line on standard input has them
 * ask, and it then writes a {@link CrowdResult} as JSON and ends. It also ends when its standard input does.
 */
@Command(name = "crowd")
public final class CrowdProcess implements Callable<Integer> {
    /** The line on standard output that says that all are connected. */
    public static final String READY = "READY";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--terminals", required = true)
    private int terminals;

    @Option(names = "--key-store", required = true)
    private Path keyStore;

    @Option(names = "--trust-store", required = true)
    private Path trustStore;

    @Option(names = "--password-file", required = true)
    private Path passwordFile;

    @Option(names = "--out", required = true)
    private Path out;

    public static void main(String[] args) {
        System.exit(new CommandLine(new CrowdProcess()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try (Crowd crowd = new Crowd(port, terminals, new TlsFiles(keyStore, trustStore, passwordFile).context())) {
            crowd.connect();
            System.out.println(READY);
            for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
                if (next < 0) {
                    return 0; // the benchmark is gone
                }
            }
            new ObjectMapper().writeValue(out.toFile(), crowd.ask(PATIENCE));
            return 0;
        }
    }
}
