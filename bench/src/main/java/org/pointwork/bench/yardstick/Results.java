package org.pointwork.bench.yardstick;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Everything that was measured in one run. */
final class Results {
    private record Measurement(Arm arm, Offer offer, ArmRun run) {}

    private final List<Measurement> all = new ArrayList<>();

    void add(Arm arm, Offer offer, ArmRun run) {
        all.add(new Measurement(arm, offer, run));
    }

    /** In the order of an enum, whatever the order of measuring. */
    Set<Arm> arms() {
        return all.stream().map(Measurement::arm).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What an arm was offered, each once, in the order of measuring. */
    List<Offer> offers(Arm arm) {
        return all.stream()
                .filter(measurement -> measurement.arm() == arm)
                .map(Measurement::offer)
                .distinct()
                .toList();
    }

    /** One for each round; none where it wasn't measured. */
    List<ArmRun> of(Arm arm, Offer offer) {
        return all.stream()
                .filter(measurement ->
                        measurement.arm() == arm && measurement.offer().equals(offer))
                .map(Measurement::run)
                .toList();
    }

    /** NaN where it wasn't measured. */
    double peakTps(Arm arm) {
        return Spread.of(of(arm, Offer.PEAK).stream().mapToDouble(ArmRun::tps)).median();
    }

    /** Approvals that were heard and are in no journal, under all offers. */
    long lost(Arm arm) {
        return all.stream()
                .filter(measurement -> measurement.arm() == arm)
                .mapToLong(measurement -> measurement.run().lost())
                .sum();
    }

    /** Whether no approval that was heard is missing in a journal, and no row is unaccounted for. */
    boolean booksAgree() {
        return all.stream()
                .allMatch(measurement ->
                        measurement.run().books().map(Reconciliation::holds).orElse(true));
    }
}
