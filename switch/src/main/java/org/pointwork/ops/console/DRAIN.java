package org.pointwork.ops.console;

import org.pointwork.ops.LinkOrder;

/** {@code drain PARTNER/LINK}: as {@code sign-off}, when those payments have ended that are under way. */
public final class DRAIN extends LinkCommand {
    public DRAIN() {
        super(LinkOrder.DRAIN);
    }
}
