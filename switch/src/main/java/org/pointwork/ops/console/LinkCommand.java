package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.link.Agreement;
import org.pointwork.link.LinkKeeper;
import org.pointwork.link.Standing;
import org.pointwork.ops.LinkOrder;
import org.pointwork.ops.Operations;

/** An order to one link: {@code name partner/link}. */
public final class LinkCommand implements CLICommand {
    private final LinkOrder order;

    public LinkCommand(LinkOrder order) {
        this.order = order;
    }

    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length != 2) {
            cli.println("usage: " + order.label() + " PARTNER/LINK, as the command links names it");
            return;
        }
        try {
            LinkKeeper keeper = Operations.current().links().line(args[1]).keeper();
            Agreement agreement = order.give(keeper);
            Standing standing = keeper.link().standing();
            cli.println("%s: %s, %s; link is %s"
                    .formatted(args[1], agreement.given() ? "done" : "not done", agreement.why(), standing.state()));
        } catch (IllegalArgumentException e) {
            cli.println(e.getMessage());
        }
    }
}
