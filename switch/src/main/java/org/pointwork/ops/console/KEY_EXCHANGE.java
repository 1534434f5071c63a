package org.pointwork.ops.console;

import org.pointwork.ops.LinkOrder;

/** {@code key-exchange PARTNER/LINK}: agrees with a partner on new working keys. */
public final class KEY_EXCHANGE extends LinkCommand {
    public KEY_EXCHANGE() {
        super(LinkOrder.KEY_EXCHANGE);
    }
}
