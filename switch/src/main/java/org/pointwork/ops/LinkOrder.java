package org.pointwork.ops;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.pointwork.link.Agreement;
import org.pointwork.link.LinkKeeper;

/** What an operator may order one link to do, on the console and over HTTP alike. */
public enum LinkOrder {
    ECHO,
    SIGN_ON,
    SIGN_OFF,
    DRAIN,
    KEY_EXCHANGE;

    /** As it is typed: {@code key-exchange}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<LinkOrder> labelled(String label) {
        return Arrays.stream(values())
                .filter(order -> order.label().equals(label))
                .findFirst();
    }

    /** Waits for what comes of it, as long as the partner may take. */
    public Agreement give(LinkKeeper keeper) {
        return switch (this) {
            case ECHO -> keeper.echo();
            case SIGN_ON -> keeper.signOn();
            case SIGN_OFF -> keeper.signOff();
            case DRAIN -> keeper.drain();
            case KEY_EXCHANGE -> keeper.exchangeKeys();
        };
    }
}
