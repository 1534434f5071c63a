package org.pointwork.bench.yardstick;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is measured side by side, in the order of one round. */
public enum Arm {
    STOCK("a stock jPOS switch, tuned"),
    POINTWORK("Pointwork, the same work"),
    POINTWORK_FULL("Pointwork with PIN translation, and MACs on both sides"),
    POSTGRES_CEILING("PostgreSQL alone: the rows of Pointwork by unnest"),
    RELAY("two hops through Netty, no journal, a write for each message"),
    RELAY_BATCHED("the same, one write for all messages that came together");

    private final String what;

    Arm(String what) {
        this.what = what;
    }

    /** As the options and the JSON have it: {@code pointwork_full}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name of its database. */
    String database() {
        return "bench_" + label();
    }

    public String what() {
        return what;
    }

    /** Whether it does a switch's work. The others are limits, and have no open loop: nobody could use them. */
    boolean isSwitch() {
        return switch (this) {
            case STOCK, POINTWORK, POINTWORK_FULL -> true;
            case POSTGRES_CEILING, RELAY, RELAY_BATCHED -> false;
        };
    }

    public static Optional<Arm> named(String label) {
        return Arrays.stream(values()).filter(arm -> arm.label().equals(label)).findFirst();
    }
}
