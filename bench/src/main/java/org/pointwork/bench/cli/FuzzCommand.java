package org.pointwork.bench.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.pointwork.iso8583.CodecFuzz;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./pointwork fuzz}. */
@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description =
                "Sends spoilt messages through every decoder. Exits 1 where one throws anything but its own error.")
final class FuzzCommand implements Callable<Integer> {
    private static final int FAULT = 1;
    private static final int USAGE = 2;

    @Parameters(paramLabel = "codec", description = "What to try: every dialect and framing of ISO 8583.")
    private String what;

    @Option(names = "--minutes", defaultValue = "1", paramLabel = "N", description = "How long; 1 where not given.")
    private int minutes;

    @Option(names = "--seed", paramLabel = "N", description = "The same messages again; the time where not given.")
    private Long seed;

    @Override
    public Integer call() {
        if (!what.equals("codec") || minutes < 1) {
            System.err.println("fuzz: there is codec, for a minute at least");
            return USAGE;
        }
        long from = seed == null ? System.currentTimeMillis() : seed;
        long endNs = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        CodecFuzz.Result result = CodecFuzz.run(from, () -> System.nanoTime() < endNs);
        System.out.printf("seed %d: %,d read, %,d refused%n", from, result.read(), result.refused());
        result.fault().ifPresent(System.out::println);
        return result.fault().isEmpty() ? 0 : FAULT;
    }
}
