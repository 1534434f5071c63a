package org.pointwork.bench.cli;

import org.pointwork.bench.demo.DemoCommand;
import org.pointwork.bench.keys.KeysCommand;
import org.pointwork.sim.SimCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of {@code ./pointwork}, which finds a JDK and the class path and starts this. */
@Command(
        name = "pointwork",
        mixinStandardHelpOptions = true,
        description = "An ISO 8583 / ISO 20022 payment switch.",
        subcommands = {
            DemoCommand.class,
            StartCommand.class,
            SimCommand.class,
            BenchCommand.class,
            DecodeCommand.class,
            FuzzCommand.class,
            RouteCommand.class,
            RegistryCommand.class,
            KeysCommand.class,
            DayCommand.class,
            DoctorCommand.class
        })
public final class Pointwork {
    private Pointwork() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(Pointwork.class).execute(args));
    }
}
