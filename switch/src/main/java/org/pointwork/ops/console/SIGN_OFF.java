package org.pointwork.ops.console;

import org.pointwork.ops.LinkOrder;

/** {@code sign-off PARTNER/LINK}: no more payments on a link until it is signed on again; the line stays up. */
public final class SIGN_OFF extends LinkCommand {
    public SIGN_OFF() {
        super(LinkOrder.SIGN_OFF);
    }
}
