package org.pointwork.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every process that measures is told: for how long, and where its result goes. */
public final class MeasuringOptions {
    @Option(names = "--warm-up-ms", required = true)
    private long warmUpMs;

    @Option(names = "--measured-ms", required = true)
    private long measuredMs;

    @Option(names = "--out", required = true)
    private Path out;

    public long warmUpMs() {
        return warmUpMs;
    }

    public long measuredMs() {
        return measuredMs;
    }

    /** Leaves the result as JSON. */
    public void leave(Object result) throws IOException {
        new ObjectMapper().writeValue(out.toFile(), result);
    }
}
