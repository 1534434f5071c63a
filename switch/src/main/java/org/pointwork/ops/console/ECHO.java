package org.pointwork.ops.console;

import org.pointwork.link.LinkKeeper;

/** {@code echo PARTNER/LINK}: asks a partner whether it is there. */
public final class ECHO extends LinkCommand {
    @Override
    boolean ask(LinkKeeper keeper) {
        return keeper.echo();
    }
}
