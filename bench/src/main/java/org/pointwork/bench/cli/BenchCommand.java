package org.pointwork.bench.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pointwork bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Benchmarks. Only figures of one run compare: the machine, and what else it does, is in all of them.",
        subcommands = {
            BenchSwitchCommand.class,
            BenchCodecCommand.class,
            BenchScaleCommand.class,
            BenchSoakCommand.class,
            BenchCapacityCommand.class
        })
final class BenchCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "which benchmark? There are " + spec.subcommands().keySet());
    }
}
