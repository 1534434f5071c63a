package org.pointwork.bench.yardstick;

/** What a switch is offered in one measurement. */
sealed interface Offer {
    /** As much as it takes with a fixed number of requests under way: its peak, in a closed loop. */
    record Peak() implements Offer {}

    /** A share of its own peak, in an open loop. */
    record Share(int percent) implements Offer {}

    /** More than its own peak, in an open loop, with half of its peak before and after. */
    record Surge(int percent) implements Offer {}

    /** A share of the stock switch's peak, in an open loop. */
    record StockShare(int percent) implements Offer {}

    Peak PEAK = new Peak();

    /** As a line of the table has it. */
    default String label() {
        return switch (this) {
            case Peak _ -> "";
            case Share(int percent) -> percent + "%";
            case Surge(int percent) -> percent + "%";
            case StockShare(int percent) -> "stock's " + percent + "%";
        };
    }
}
