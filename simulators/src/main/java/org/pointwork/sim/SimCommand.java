package org.pointwork.sim;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code pointwork sim}: the other side of every wire. */
@Command(
        name = "sim",
        mixinStandardHelpOptions = true,
        description = "Runs a simulator, or scripts against a node.",
        subcommands = {
            IssuerCommand.class,
            PosCommand.class,
            HsmCommand.class,
            ScriptCommand.class,
            CertifyCommand.class
        })
public final class SimCommand {
    /** The process of one simulator; its exit code is the command's. */
    public static void main(String[] args) {
        ParentWatch.startIfAsked();
        System.exit(new CommandLine(new SimCommand()).execute(args));
    }
}
