package org.pointwork.bench.yardstick;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToLongFunction;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.yardstick.Books.Page;

/**
 * What one measurement used.
 *
 * @param cpuMicros a transaction, by process
 * @param rssKib at the end, by process
 * @param allocatedBytes an answered request, in the switch's heap; nothing where it cannot be had
 * @param walBytes that PostgreSQL wrote ahead for each request, warm-up included; nothing without a journal
 * @param keptBytes that each request left on disk; nothing without a journal
 */
record Costs(
        Map<String, Double> cpuMicros,
        Map<String, Long> rssKib,
        OptionalDouble allocatedBytes,
        OptionalDouble walBytes,
        OptionalDouble keptBytes) {

    /** @param added to the books by the run */
    static Costs of(LoadResult load, Map<String, Long> rssKib, Optional<Page> added) {
        double transactions = Math.max(1, load.tps() * load.seconds());
        Map<String, Double> cpu = new HashMap<>();
        load.cpuMicros().forEach((name, micros) -> cpu.put(name, micros / transactions));
        return new Costs(
                cpu,
                rssKib,
                load.allocatedBytes() > 0
                        ? OptionalDouble.of((double) load.allocatedBytes() / Math.max(1, load.measured()))
                        : OptionalDouble.empty(),
                each(added, Page::walBytes),
                each(added, Page::keptBytes));
    }

    private static OptionalDouble each(Optional<Page> added, ToLongFunction<Page> bytes) {
        return added.filter(page -> page.requests() > 0).stream()
                .mapToDouble(page -> (double) bytes.applyAsLong(page) / page.requests())
                .findFirst();
    }
}
