package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.ops.Operations;

/** {@code replica}: whether the bank-side copy follows, and how far behind it is. */
public final class REPLICA implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        cli.println(Operations.current()
                .replica()
                .map(replica ->
                        replica.status().state() + ", " + replica.status().lagBytes() + " bytes behind")
                .orElse("this node has no replica"));
    }
}
