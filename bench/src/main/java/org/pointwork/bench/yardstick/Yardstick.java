package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One figure of the report with what it is held against.
 *
 * @param figure what it is about
 * @param at where the report has it
 * @param divisor from the report's unit to that of the bar
 */
record Yardstick(String figure, JsonPointer at, double divisor, Bar bar) {
    /** An open loop's latencies are of approvals alone, so they count for nothing where not all are approved. */
    private static final double MOST_NOT_APPROVED_PERCENT = 1;

    static Yardstick atLeast(String figure, String at, double must, double aim) {
        return new Yardstick(figure, JsonPointer.compile(at), 1, Bar.atLeast(must, aim));
    }

    static Yardstick atMost(String figure, String at, double divisor, double must, double aim) {
        return new Yardstick(figure, JsonPointer.compile(at), divisor, Bar.atMost(must, aim));
    }

    /** NaN where it wasn't measured. */
    double value(JsonNode report) {
        return report.at(at).asDouble(Double.NaN) / divisor;
    }

    /** Nothing where it wasn't measured. */
    Optional<Bar.Verdict> verdict(JsonNode report) {
        double value = value(report);
        if (Double.isNaN(value)) {
            return Optional.empty();
        }
        double notApproved = report.at(at.head()).path("not_approved_percent").asDouble(0);
        boolean tellsNothing = bar.side() == Bar.Side.AT_MOST && isShare() && notApproved > MOST_NOT_APPROVED_PERCENT;
        return Optional.of(tellsNothing ? Bar.Verdict.FAILED : bar.judge(value));
    }

    /** A surge is refused in part, and has to be; what stays below a peak must not. */
    private boolean isShare() {
        return at.toString().contains("/open_loop_");
    }
}
