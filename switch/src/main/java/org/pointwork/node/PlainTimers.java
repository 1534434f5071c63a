package org.pointwork.node;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;

/**
 * Count, sum and maximum for jPOS's timers. It publishes hundreds of histogram buckets for each phase of each participant
 * otherwise: a megabyte a scrape, and work for every step of every payment.
 */
final class PlainTimers implements MeterFilter {
    private static final DistributionStatisticConfig PLAIN = DistributionStatisticConfig.builder()
            .percentilesHistogram(false)
            .serviceLevelObjectives(new double[0]) // jPOS sets six, which are buckets too
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().startsWith("jpos.") ? PLAIN.merge(config) : config;
    }
}
