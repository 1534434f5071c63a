package org.pointwork.ops.console;

import org.pointwork.link.LinkKeeper;

/** {@code sign-on PARTNER/LINK}: signs a link on. */
public final class SIGN_ON extends LinkCommand {
    @Override
    boolean ask(LinkKeeper keeper) {
        return keeper.signOn();
    }
}
