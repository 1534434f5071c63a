package org.pointwork.bench.cli;

import java.io.IOException;
import org.pointwork.bench.codec.CodecBench;
import org.pointwork.bench.codec.CodecReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pointwork bench codec}. */
@Command(
        name = "codec",
        mixinStandardHelpOptions = true,
        description =
                "Measures what is done to every message, in nanoseconds and bytes of garbage, beside jPOS; a minute.")
final class BenchCodecCommand extends Measurement {
    @Option(
            names = "--only",
            defaultValue = "",
            paramLabel = "WORD",
            description = "Measure only what has this in its name, such as decode, jpos or route.")
    private String only;

    @Override
    boolean run() throws IOException {
        CodecReport report = new CodecReport(CodecBench.run(only));
        tell(report.table(), report.json());
        return true;
    }
}
