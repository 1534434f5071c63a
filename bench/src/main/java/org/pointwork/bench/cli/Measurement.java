package org.pointwork.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A benchmark as a command: a table for people, JSON for machines, and a sentence where it did not run. */
abstract class Measurement implements Callable<Integer> {
    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here as well.")
    private Path json;

    @Spec
    private CommandSpec spec;

    /**
     * Measures, and tells.
     *
     * @return whether all is as it must be
     * @throws IllegalStateException with a sentence, where it could not be measured
     */
    abstract boolean run() throws Exception;

    @Override
    public final Integer call() throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING);
        try {
            return run() ? 0 : 1;
        } catch (IllegalStateException e) {
            System.err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    /** Where the figures are to go, null where they were not asked for. */
    final Path json() {
        return json;
    }

    final void tell(List<String> table, String figures) throws IOException {
        table.forEach(System.out::println);
        if (json != null) {
            Files.writeString(json, figures);
        }
    }

    final int positive(int number) {
        if (number < 1) {
            throw wrong("numbers are 1 or more, not " + number);
        }
        return number;
    }

    final ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
