package org.pointwork.sim;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pointwork sim}: the other side of every wire. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description = "Runs a simulator, or scripts against a node.",
        subcommands = {
            IssuerCommand.class,
            PosCommand.class,
            ScriptCommand.class,
            CertifyCommand.class,
            HsmCommand.class
        })
public final class SimCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a subcommand is needed");
    }

    /** The process of one simulator; its exit code is the command's. */
    public static void main(String[] args) {
        ParentWatch.startIfAsked();
        System.exit(new CommandLine(new SimCommand()).execute(args));
    }
}
