package org.pointwork.ops.console;

import org.pointwork.ops.LinkOrder;

/** {@code sign-on PARTNER/LINK}: signs a link on, and lets it carry payments again. */
public final class SIGN_ON extends LinkCommand {
    public SIGN_ON() {
        super(LinkOrder.SIGN_ON);
    }
}
