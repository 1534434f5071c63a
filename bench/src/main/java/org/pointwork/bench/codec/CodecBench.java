package org.pointwork.bench.codec;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pointwork.bench.demo.Place;

/** Runs the benchmarks of this package, each in a JVM of its own with one thread. */
public final class CodecBench {
    private static final TimeValue ITERATION = TimeValue.milliseconds(400);
    private static final int WARM_UPS = 4;
    private static final int MEASURED = 4;
    private static final String GARBAGE = "gc.alloc.rate.norm";

    private CodecBench() {}

    /**
     * @param only measures benchmarks whose name holds this; all where it is empty
     * @throws IllegalStateException where there is none, or one fails
     */
    public static List<Figure> run(String only) {
        Options options = new OptionsBuilder()
                .include("\\Q" + CodecBench.class.getPackageName() + "\\E.*\\Q" + only + "\\E")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(MEASURED)
                .measurementTime(ITERATION)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                // As the node runs; not as this process does, which the launcher has compile little.
                .jvmArgs(Place.ofThisProcess().jvmOptions(), "--sun-misc-unsafe-memory-access=allow")
                .build();
        try {
            return new Runner(options).run().stream().map(CodecBench::figure).toList();
        } catch (NoBenchmarksException e) {
            throw new IllegalStateException("no benchmark's name holds \"" + only + "\"", e);
        } catch (RunnerException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static Figure figure(RunResult result) {
        Result<?> time = result.getPrimaryResult();
        return new Figure(
                name(result),
                time.getScore(),
                time.getScoreError(),
                result.getSecondaryResults().get(GARBAGE).getScore());
    }

    private static String name(RunResult result) {
        String parameters = result.getParams().getParamsKeys().stream()
                .map(key -> " " + result.getParams().getParam(key))
                .collect(Collectors.joining());
        return result.getPrimaryResult().getLabel() + parameters;
    }
}
