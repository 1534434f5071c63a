package org.pointwork.ops.console;

import org.pointwork.link.LinkKeeper;

/** {@code sign-off PARTNER/LINK}: no more payments on a link; the line stays up. */
public final class SIGN_OFF extends LinkCommand {
    @Override
    boolean ask(LinkKeeper keeper) {
        return keeper.signOff();
    }
}
