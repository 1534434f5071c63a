package org.pointwork.bench.load;

import java.util.List;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * The scale on which a tail can be seen: how many nines a percentile has. 0 is the fastest of all, 1 the 90th
 * percentile, 2 the 99th, 3 the 99.9th; each step of one leaves a tenth of the requests above it.
 */
public final class Nines {
    private static final int STEPS_A_NINE = 10;
    private static final int MOST = 5;

    private Nines() {}

    /** Where the point of a curve with that index lies. */
    public static double at(int index) {
        return (double) index / STEPS_A_NINE;
    }

    public static double of(double percentile) {
        return -Math.log10(1 - percentile / 100);
    }

    static double percentile(double nines) {
        return 100 * (1 - Math.pow(10, -nines));
    }

    /** Microseconds at 0, 0.1, 0.2 ... nines, up to where one single time lies above, and up to five nines at most. */
    static List<Double> curve(Histogram nanos) {
        double end = Math.min(MOST, Math.log10(Math.max(1, nanos.getTotalCount())));
        return IntStream.rangeClosed(0, (int) Math.floor(end * STEPS_A_NINE))
                .mapToObj(index -> nanos.getValueAtPercentile(percentile(at(index))) / 1e3)
                .toList();
    }
}
