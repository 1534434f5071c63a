package org.pointwork.bench.hsm;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.pointwork.bench.demo.Place;

/** Runs {@link Functions} in each {@link Setting}, each in a JVM of its own. */
public final class HsmBench {
    private static final TimeValue ITERATION = TimeValue.milliseconds(300);
    private static final int WARM_UPS = 3;
    private static final int MEASURED = 3;

    private HsmBench() {}

    /**
     * Measures.
     *
     * @param only functions whose name holds this; all where it is empty
     * @throws IllegalStateException where there is none, or one fails
     */
    public static HsmReport run(String only) {
        Map<String, Map<Setting, Double>> rates = new TreeMap<>();
        for (Setting setting : Setting.values()) {
            try {
                new Runner(options(setting, only)).run().forEach(result -> rates.computeIfAbsent(
                                result.getPrimaryResult().getLabel(), _ -> new TreeMap<>())
                        .put(setting, result.getPrimaryResult().getScore()));
            } catch (NoBenchmarksException e) {
                throw new IllegalStateException("no function's name holds \"" + only + "\"", e);
            } catch (RunnerException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
        return new HsmReport(rates);
    }

    private static Options options(Setting setting, String only) {
        Place place = Place.ofThisProcess();
        return new OptionsBuilder()
                .include("\\Q" + Functions.class.getName() + "\\E.*\\Q" + only + "\\E")
                .param("setting", setting.name())
                .threads(setting.threads())
                .mode(Mode.Throughput)
                .timeUnit(TimeUnit.SECONDS)
                .forks(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(ITERATION)
                .measurementIterations(MEASURED)
                .measurementTime(ITERATION)
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true)
                // As the node runs; not as this process does, which the launcher has compile little.
                .jvmArgs(
                        place.jvmOptions(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dpointwork.root=" + place.root(),
                        "-Dpointwork.var=" + place.var())
                .build();
    }
}
