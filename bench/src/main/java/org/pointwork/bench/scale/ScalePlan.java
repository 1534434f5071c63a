package org.pointwork.bench.scale;

import java.time.Duration;
import java.util.List;

/**
 * How much of everything.
 *
 * @param parts in the order of the run
 * @param terminals that sit idle
 * @param rows of the full journal
 * @param measured time of each measurement of a rate
 * @param repeat measurements of few and of many, in turn
 */
public record ScalePlan(List<Part> parts, int terminals, long rows, Duration measured, int repeat) {
    static final int FEW_ROUTES = 10;
    static final int MANY_ROUTES = 1_000;
    static final int FEW_LINKS = 2;
    static final int MANY_LINKS = 200;
    static final long FEW_ROWS = 10_000;
}
