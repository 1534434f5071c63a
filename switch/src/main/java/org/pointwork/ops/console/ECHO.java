package org.pointwork.ops.console;

import org.pointwork.ops.LinkOrder;

/** {@code echo PARTNER/LINK}: asks a partner whether it is there. */
public final class ECHO extends LinkCommand {
    public ECHO() {
        super(LinkOrder.ECHO);
    }
}
