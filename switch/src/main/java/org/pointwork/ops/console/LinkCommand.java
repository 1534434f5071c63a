package org.pointwork.ops.console;

import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.link.LinkKeeper;
import org.pointwork.ops.Operations;

/** A command to one link: {@code name partner/link}. */
abstract class LinkCommand implements CLICommand {
    /** Says whether the partner agreed. */
    abstract boolean ask(LinkKeeper keeper);

    @Override
    public final void exec(CLIContext cli, String[] args) {
        if (args.length != 2) {
            cli.println("usage: " + args[0].split(" ")[0] + " PARTNER/LINK, as the command links names it");
            return;
        }
        try {
            LinkKeeper keeper = Operations.current().links().line(args[1]).keeper();
            boolean agreed = ask(keeper);
            cli.println(args[1] + ": " + (agreed ? "done" : "the partner did not agree") + ", link is "
                    + keeper.link().state());
        } catch (IllegalArgumentException e) {
            cli.println(e.getMessage());
        }
    }
}
