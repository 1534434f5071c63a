package org.pointwork.bench.cli;

import picocli.CommandLine.Command;

/** {@code ./pointwork bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Benchmarks. Only figures of one run compare: the machine, and what else it does, is in all of them.",
        subcommands = {
            BenchSwitchCommand.class,
            BenchCodecCommand.class,
            BenchHsmCommand.class,
            BenchScaleCommand.class,
            BenchSoakCommand.class,
            BenchCapacityCommand.class
        })
final class BenchCommand {}
