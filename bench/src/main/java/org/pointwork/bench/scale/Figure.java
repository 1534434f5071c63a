package org.pointwork.bench.scale;

import java.util.Locale;

/**
 * One measured figure.
 *
 * @param name as the JSON has it, with its unit: {@code heap_kib_per_terminal}
 */
public record Figure(String name, double value, Bar bar) {
    static Figure of(String name, double value) {
        return new Figure(name, value, new Bar.None());
    }

    static Figure atMost(String name, double value, double must, double aim) {
        return new Figure(name, value, new Bar.AtMost(must, aim));
    }

    static Figure atLeast(String name, double value, double must, double aim) {
        return new Figure(name, value, new Bar.AtLeast(must, aim));
    }

    Bar.Verdict verdict() {
        return bar.judge(value);
    }

    /** Three digits, or all that are before the point. */
    static String text(double value) {
        double size = Math.abs(value);
        int decimals = value == Math.rint(value) || size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
