package org.pointwork.bench.scale;

import java.util.Locale;
import java.util.Optional;
import org.pointwork.bench.yardstick.Bar;

/**
 * One measured figure.
 *
 * @param name as the JSON has it, with its unit: {@code heap_kib_per_terminal}
 * @param bar what it is held against, nothing where it is there to be known
 */
public record Figure(String name, double value, Optional<Bar> bar) {
    static Figure of(String name, double value) {
        return new Figure(name, value, Optional.empty());
    }

    static Figure atMost(String name, double value, double must, double aim) {
        return new Figure(name, value, Optional.of(Bar.atMost(must, aim)));
    }

    static Figure atLeast(String name, double value, double must, double aim) {
        return new Figure(name, value, Optional.of(Bar.atLeast(must, aim)));
    }

    Optional<Bar.Verdict> verdict() {
        return bar.map(held -> held.judge(value));
    }

    boolean failed() {
        return verdict().filter(Bar.Verdict.FAILED::equals).isPresent();
    }

    /** Three digits, or all that are before the point. */
    static String text(double value) {
        double size = Math.abs(value);
        int decimals = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
