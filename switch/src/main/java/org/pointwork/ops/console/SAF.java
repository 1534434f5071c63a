package org.pointwork.ops.console;

import java.util.List;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.LegStore.Status;
import org.pointwork.ops.Operations;

/** {@code saf}: what must still reach a partner; {@code saf replay PARTNER}: try all of it now, the given-up ones too. */
public final class SAF implements CLICommand {
    private static final int MOST = 50;

    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length == 3 && args[1].equals("replay")) {
            cli.println(Operations.current().replay().applyAsInt(args[2]) + " due now");
        } else if (args.length == 1) {
            list(cli, Operations.current().journal().legs().waiting(MOST));
        } else {
            cli.println("usage: saf | saf replay PARTNER");
        }
    }

    private static void list(CLIContext cli, List<Status> waiting) {
        if (waiting.isEmpty()) {
            cli.println("nothing is waiting");
        }
        for (Status leg : waiting) {
            cli.println("%d  %-8s to %s  %s  %d attempts, next %s  %s"
                    .formatted(
                            leg.txnId(),
                            leg.kind(),
                            leg.destination(),
                            leg.state(),
                            leg.attempts(),
                            leg.nextAt(),
                            leg.lastError()));
        }
    }
}
