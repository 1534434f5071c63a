package org.pointwork.bench.demo;

import java.io.Console;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.LogManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pointwork demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Brings up a node with databases, broker, token and simulators, runs the demo cases through it, and"
                        + " compares every ledger. Stays up until Ctrl-C.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every outcome and every ledger agree, and no card data was found on the disk",
            "1:something does not, or a process did not start; the output says which",
            "2:another demo runs, or a port is taken"
        })
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--once", description = "End after the cases.")
    private boolean once;

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port.")
    private int portOffset;

    @Option(
            names = "--port",
            paramLabel = "NAME=N",
            description =
                    "Move one port: ascii, bcd, tls, http, console, broker, journal, replica, issuer, issuer-backup,"
                            + " issuer-control.")
    private Map<String, Integer> ports = new TreeMap<>();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING); // the screen says what goes well
        Screen screen = new Screen(System.out, isTerminal(), started());
        return new Demo(Place.ofThisProcess(), chosenPorts(), once, screen)
                .run()
                .code();
    }

    private Ports chosenPorts() {
        try {
            return new Ports(portOffset, ports);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage());
        }
    }

    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal() && System.getenv("NO_COLOR") == null;
    }

    /** When the user pressed return, as the shell saw it; building is part of it. */
    private static Instant started() {
        long micros = Long.getLong("pointwork.startedMicros", 0);
        return micros > 0
                ? Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000)
                : ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
    }
}
