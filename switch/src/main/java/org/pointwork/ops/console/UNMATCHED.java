package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.UnmatchedReplies;
import org.pointwork.ops.Operations;

/** {@code unmatched [COUNT]}: the latest replies that met no request, and why. */
public final class UNMATCHED implements CLICommand {
    private static final int USUAL = 20;
    private static final int MOST = 500;

    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length > 2 || args.length == 2 && !args[1].matches("[1-9][0-9]{0,2}")) {
            cli.println("usage: unmatched [COUNT]");
            return;
        }
        int most = args.length == 2 ? Math.min(MOST, Integer.parseInt(args[1])) : USUAL;
        var found = Operations.current().journal().unmatched().latest(most);
        if (found.isEmpty()) {
            cli.println("every reply met its request");
        }
        for (UnmatchedReplies.Kept kept : found) {
            var reply = kept.reply();
            cli.println("%s  %s  %s  STAN %s  RRN %s  terminal %s  answer %s"
                    .formatted(
                            kept.at(),
                            reply.link(),
                            reply.mti(),
                            reply.stan(),
                            reply.rrn(),
                            reply.terminalId(),
                            reply.responseCode()));
            cli.println("  %s: %s".formatted(reply.verdict(), reply.why()));
        }
    }
}
