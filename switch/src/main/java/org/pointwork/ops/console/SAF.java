package org.pointwork.ops.console;

import java.util.List;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.LegStore.Status;
import org.pointwork.ops.Operations;

/** {@code saf}: what must still reach a partner; {@code saf replay PARTNER|NUMBER}: try now all of a partner's, or one. */
public final class SAF implements CLICommand {
    private static final int MOST = 50;

    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length == 3 && args[1].equals("replay")) {
            Operations.Replay replay = Operations.current().replay();
            int due = args[2].matches("[0-9]{1,18}") ? replay.one(Long.parseLong(args[2])) : replay.all(args[2]);
            cli.println(due + " due now");
        } else if (args.length == 1) {
            list(cli, Operations.current().journal().legs().waiting(MOST));
        } else {
            cli.println("usage: saf | saf replay PARTNER | saf replay NUMBER");
        }
    }

    private static void list(CLIContext cli, List<Status> waiting) {
        if (waiting.isEmpty()) {
            cli.println("nothing is waiting");
        }
        for (Status leg : waiting) {
            cli.println("%d  %-8s %s to %s  %s  %d attempts, next %s  %s"
                    .formatted(
                            leg.txnId(),
                            leg.kind(),
                            leg.mti(),
                            leg.destination(),
                            leg.state(),
                            leg.attempts(),
                            leg.nextAt(),
                            leg.lastError()));
        }
    }
}
