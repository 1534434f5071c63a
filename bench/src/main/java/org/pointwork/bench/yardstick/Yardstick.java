package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One figure of the report with what it is held against.
 *
 * @param figure what it is about
 * @param at where the report has it
 * @param divisor from the report's unit to that of the two bounds
 * @param bound on which side of them it has to be
 */
record Yardstick(String figure, JsonPointer at, double divisor, Bound bound, double must, double aim) {
    /** An open loop's latencies are of approvals alone, so they count for nothing where not all are approved. */
    private static final double MOST_NOT_APPROVED_PERCENT = 1;

    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        private boolean holds(double value, double limit) {
            return this == AT_LEAST ? value >= limit : value <= limit;
        }
    }

    enum Grade {
        AIM,
        MUST,
        MISSED,
        NOT_MEASURED
    }

    static Yardstick atLeast(String figure, String at, double must, double aim) {
        return new Yardstick(figure, JsonPointer.compile(at), 1, Bound.AT_LEAST, must, aim);
    }

    static Yardstick atMost(String figure, String at, double divisor, double must, double aim) {
        return new Yardstick(figure, JsonPointer.compile(at), divisor, Bound.AT_MOST, must, aim);
    }

    /** NaN where it wasn't measured. */
    double value(JsonNode report) {
        return report.at(at).asDouble(Double.NaN) / divisor;
    }

    Grade grade(JsonNode report) {
        double value = value(report);
        if (Double.isNaN(value)) {
            return Grade.NOT_MEASURED;
        }
        double notApproved = report.at(at.head()).path("not_approved_percent").asDouble(0);
        if (bound == Bound.AT_MOST && isShare() && notApproved > MOST_NOT_APPROVED_PERCENT) {
            return Grade.MISSED;
        }
        return bound.holds(value, aim) ? Grade.AIM : bound.holds(value, must) ? Grade.MUST : Grade.MISSED;
    }

    /** A surge is refused in part, and has to be; what stays below a peak must not. */
    private boolean isShare() {
        return at.toString().contains("/open_loop_");
    }
}
