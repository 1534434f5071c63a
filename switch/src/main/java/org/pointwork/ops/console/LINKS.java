package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.link.IssuerLink;
import org.pointwork.link.Links;
import org.pointwork.link.Standing;
import org.pointwork.ops.Operations;

/** {@code links}: every line, its state with the reason, and its counts. */
public final class LINKS implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        cli.println("%-24s %-10s %9s %10s %10s %8s %8s %9s %9s"
                .formatted(
                        "link", "state", "in flight", "sent", "answered", "silent", "notsent", "untrusted", "strange"));
        for (Links.Line line : Operations.current().links().all()) {
            IssuerLink link = line.link();
            IssuerLink.Counters counters = link.counters();
            Standing standing = link.standing();
            cli.println("%-24s %-10s %9d %10d %10d %8d %8d %9d %9d"
                    .formatted(
                            link.name(),
                            standing.state(),
                            link.inFlight(),
                            counters.sent.sum(),
                            counters.answered.sum(),
                            counters.silent.sum(),
                            counters.notSent.sum(),
                            counters.untrusted.sum(),
                            counters.unmatched.sum()));
            cli.println("  since %s: %s".formatted(standing.since(), standing.why()));
        }
    }
}
