package org.pointwork.ops.console;

import java.util.List;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.LegStore.StandIn;
import org.pointwork.ops.Operations;

/** {@code stand-in}: what was approved for issuers that have not agreed to it, or refuse to. */
public final class STAND_IN implements CLICommand {
    private static final int MOST = 50;

    @Override
    public void exec(CLIContext cli, String[] args) {
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
}
