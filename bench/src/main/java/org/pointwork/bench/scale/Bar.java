package org.pointwork.bench.scale;

/** What a figure is held against. */
public sealed interface Bar {
    /** How a figure did. */
    enum Verdict {
        REACHED_THE_AIM("aim reached"),
        PASSED("passed"),
        FAILED("FAILED"),
        FOR_INFORMATION("");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Verdict judge(double value);

    /** As a table has it, such as {@code <= 40 (10)}: what must be, and what is aimed for. */
    String text();

    /** Not more than this. */
    record AtMost(double must, double aim) implements Bar {
        @Override
        public Verdict judge(double value) {
            return value <= aim ? Verdict.REACHED_THE_AIM : value <= must ? Verdict.PASSED : Verdict.FAILED;
        }

        @Override
        public String text() {
            return "<= " + Figure.text(must) + " (" + Figure.text(aim) + ")";
        }
    }

    /** Not less than this. */
    record AtLeast(double must, double aim) implements Bar {
        @Override
        public Verdict judge(double value) {
            return value >= aim ? Verdict.REACHED_THE_AIM : value >= must ? Verdict.PASSED : Verdict.FAILED;
        }

        @Override
        public String text() {
            return ">= " + Figure.text(must) + " (" + Figure.text(aim) + ")";
        }
    }

    /** Nothing: it is there to be known. */
    record None() implements Bar {
        @Override
        public Verdict judge(double value) {
            return Verdict.FOR_INFORMATION;
        }

        @Override
        public String text() {
            return "";
        }
    }
}
