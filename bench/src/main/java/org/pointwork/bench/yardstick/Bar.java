package org.pointwork.bench.yardstick;

/** What a figure is held against: what it must be, and what is aimed for. */
public record Bar(Side side, double must, double aim) {
    /** On which side of them it has to be. */
    public enum Side {
        AT_LEAST,
        AT_MOST
    }

    /** How a figure did. */
    public enum Verdict {
        REACHED_THE_AIM,
        PASSED,
        FAILED
    }

    public static Bar atLeast(double must, double aim) {
        return new Bar(Side.AT_LEAST, must, aim);
    }

    public static Bar atMost(double must, double aim) {
        return new Bar(Side.AT_MOST, must, aim);
    }

    /** What is not a number fails. */
    public Verdict judge(double value) {
        return holds(value, aim) ? Verdict.REACHED_THE_AIM : holds(value, must) ? Verdict.PASSED : Verdict.FAILED;
    }

    private boolean holds(double value, double limit) {
        return switch (side) {
            case AT_LEAST -> value >= limit;
            case AT_MOST -> value <= limit;
        };
    }
}
