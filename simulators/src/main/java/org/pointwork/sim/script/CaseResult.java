package org.pointwork.sim.script;

import java.time.Duration;

/**
 * One line of the outcome table. Holds no card data.
 *
 * @param name the script's title
 * @param sent what went out, as {@code 0200 123.05}
 * @param answered what came back, as {@code 0210/05}
 * @param expected what the script wanted, as {@code 0210 39=05}
 * @param state what the node's API said last, empty where it was not asked
 * @param elapsed of the whole case
 * @param ok whether all was as expected
 * @param why file, line and difference where it was not, else empty
 */
public record CaseResult(
        String name,
        String sent,
        String answered,
        String expected,
        String state,
        Duration elapsed,
        boolean ok,
        String why) {}
