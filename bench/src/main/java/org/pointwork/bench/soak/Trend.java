package org.pointwork.bench.soak;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The line through samples by Theil and Sen: its slope is the median of the slopes between all pairs, so that a few
 * disturbed samples don't tilt it.
 *
 * @param beginning what the line has at the first sample
 * @param perMinute its slope
 * @param minutes between the first sample and the last
 */
record Trend(double beginning, double perMinute, double minutes) {
    /** @param samples at least two, at different times */
    static Trend of(List<Sample> samples, Measure measure) {
        double[] at = samples.stream().mapToDouble(Sample::minute).toArray();
        double[] values = samples.stream().mapToDouble(measure::of).toArray();
        DoubleStream.Builder slopes = DoubleStream.builder();
        for (int i = 0; i < at.length; i++) {
            for (int j = i + 1; j < at.length; j++) {
                slopes.add((values[j] - values[i]) / (at[j] - at[i]));
            }
        }
        double slope = median(slopes.build());
        double[] levels = new double[at.length];
        Arrays.setAll(levels, i -> values[i] - slope * (at[i] - at[0]));
        return new Trend(median(Arrays.stream(levels)), slope, at[at.length - 1] - at[0]);
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double end() {
        return beginning + growth();
    }

    /** From the first sample to the last. */
    double growth() {
        return perMinute * minutes;
    }

    boolean isFlat(Measure.Tolerance tolerance) {
        return growth() <= tolerance.of(beginning);
    }
}
