package org.pointwork.ops.console;

import java.util.Arrays;
import java.util.List;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.LegStore.StandIn;
import org.pointwork.ops.Operations;

/**
 * {@code stand-in}: what was approved for issuers that have not agreed to it, or refuse to. {@code stand-in write-off TXN
 * WHO WHY...}: it is lost.
 */
public final class STAND_IN implements CLICommand {
    private static final int MOST = 50;

    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length > 1) {
            writeOff(cli, args);
            return;
        }
        List<StandIn> open = Operations.current().journal().legs().standIns(MOST);
        if (open.isEmpty()) {
            cli.println("nothing is open");
        }
        for (StandIn standIn : open) {
            cli.println("%d  %s  %-7s card %s******%s  %d %s  RRN %s  since %s  %s"
                    .formatted(
                            standIn.txnId(),
                            standIn.issuer(),
                            standIn.state(),
                            standIn.panFirst6(),
                            standIn.panLast4(),
                            standIn.minor(),
                            standIn.currency(),
                            standIn.rrn(),
                            standIn.at(),
                            standIn.lastError()));
        }
    }

    private static void writeOff(CLIContext cli, String[] args) {
        if (args.length < 5 || !args[1].equals("write-off") || !args[2].matches("[0-9]{1,18}")) {
            cli.println("usage: stand-in | stand-in write-off TXN WHO WHY...");
            return;
        }
        String why = String.join(" ", Arrays.asList(args).subList(4, args.length));
        try {
            boolean done = Operations.current().writeOff().of(Long.parseLong(args[2]), args[3], why);
            cli.println(done ? "written off" : "no stand-in with that number was given up");
        } catch (IllegalArgumentException e) {
            cli.println(e.getMessage());
        }
    }
}
