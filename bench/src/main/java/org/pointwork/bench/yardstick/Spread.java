package org.pointwork.bench.yardstick;

import java.util.List;
import java.util.stream.DoubleStream;

/** The middle of several measurements, and how far apart they were. NaN throughout where there were none. */
public record Spread(double median, double min, double max) {
    /** The middle one alone. */
    public static double median(List<Double> measurements) {
        return of(measurements.stream().mapToDouble(Double::doubleValue)).median();
    }

    static Spread of(DoubleStream measurements) {
        double[] sorted = measurements.sorted().toArray();
        if (sorted.length == 0) {
            return new Spread(Double.NaN, Double.NaN, Double.NaN);
        }
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
