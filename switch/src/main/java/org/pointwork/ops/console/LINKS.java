package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.ops.LinkJson;
import org.pointwork.ops.Operations;

/** {@code links}: every line, its state with the reason, and its counts. */
public final class LINKS implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        cli.println("%-24s %-10s %9s %10s %10s %8s %8s %9s %9s"
                .formatted(
                        "link", "state", "in flight", "sent", "answered", "silent", "notsent", "untrusted", "strange"));
        for (LinkJson link : LinkJson.all(Operations.current())) {
            cli.println("%-24s %-10s %9d %10d %10d %8d %8d %9d %9d"
                    .formatted(
                            link.name(),
                            link.state(),
                            link.inFlight(),
                            link.sent(),
                            link.answered(),
                            link.silent(),
                            link.notSent(),
                            link.untrusted(),
                            link.unmatched()));
            cli.println("  since %s: %s".formatted(link.since(), link.why()));
        }
    }
}
