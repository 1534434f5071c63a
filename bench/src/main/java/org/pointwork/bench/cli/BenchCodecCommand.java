package org.pointwork.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
final class BenchCodecCommand implements Callable<Integer> {
    @Option(
            names = "--only",
            defaultValue = "",
            paramLabel = "WORD",
            description = "Measure only what has this in its name, such as decode, jpos or route.")
    private String only;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
    private Path json;

    @Override
    public Integer call() throws IOException {
        try {
            CodecReport report = new CodecReport(CodecBench.run(only));
            report.table().forEach(System.out::println);
            if (json != null) {
                Files.writeString(json, report.json());
            }
            return 0;
        } catch (IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }
}
