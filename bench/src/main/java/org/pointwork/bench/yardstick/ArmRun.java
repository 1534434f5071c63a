package org.pointwork.bench.yardstick;

import java.util.Optional;
import java.util.OptionalDouble;
import org.pointwork.bench.load.LoadResult;

/**
 * One measurement of one arm.
 *
 * @param tps durable transactions a second; for an arm without a journal, answers a second
 * @param load what the terminals saw; nothing where there are none
 * @param books nothing where there is no journal
 * @param journalTps Pointwork's own writer over the same rows, for the arm that is its ceiling
 */
record ArmRun(
        double tps, Optional<LoadResult> load, Optional<Reconciliation> books, Costs costs, OptionalDouble journalTps) {

    long lost() {
        return books.map(Reconciliation::lost).orElse(0L);
    }
}
