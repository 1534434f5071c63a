package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * How many machines a rate needs, from what one transaction was measured to cost.
 *
 * @param costs of one transaction
 * @param machine one of those to be bought
 */
public record Capacity(Costs costs, Machine machine) {
    private static final double SECONDS_A_DAY = 86_400;

    /**
     * What one transaction costs.
     *
     * @param nodeMicros of CPU in the switch
     * @param databaseMicros of CPU in PostgreSQL
     * @param walBytes that PostgreSQL writes ahead
     * @param keptBytes that stay on disk
     * @param writerTps what the journal's writer of one node takes alone
     */
    public record Costs(
            double nodeMicros, double databaseMicros, double walBytes, double keptBytes, double writerTps) {}

    /**
     * A machine that is bought.
     *
     * @param nodeCores of a machine that runs the switch
     * @param databaseCores of a machine that runs PostgreSQL
     * @param usePercent of anything that is planned with; the rest is for peaks in the peak
     * @param walMegabytesPerSecond that the database's disk writes one after the other
     * @param averagePercent of the peak rate over a day
     */
    public record Machine(
            int nodeCores, int databaseCores, int usePercent, int walMegabytesPerSecond, int averagePercent) {}

    /** A part, and what one of it is planned to take, in transactions a second. */
    public record Part(String name, double tpsOfOne) {}

    /**
     * What a rate needs.
     *
     * @param nodes one more than it takes, so that one may fail
     * @param journals databases with a standby each, acquirers shared out among them
     * @param millionRowsADay in the day's partition of {@code request}, in each journal
     */
    public record Need(
            int tps,
            double nodeCores,
            int nodes,
            double databaseCores,
            int journals,
            double walMegabytesPerSecond,
            double walGigabytesADay,
            double diskGigabytesADay,
            double millionRowsADay) {}

    /**
     * From a run's JSON: CPU at 70 % of the arm's own peak, or at the peak where that was not measured.
     *
     * @throws IllegalArgumentException where the run didn't measure the arm, or not its ceiling
     */
    public static Costs costs(JsonNode report, Arm arm) {
        JsonNode peak = report.path("arms").path(arm.label());
        JsonNode share = peak.path("open_loop_by_percent_of_peak").path("70");
        JsonNode measured = share.isMissingNode() ? peak : share;
        JsonNode cpu = measured.path("cpu_micros_per_transaction");
        return new Costs(
                required(cpu, "switch"),
                required(cpu, "postgres"),
                required(peak, "wal_bytes_per_transaction"),
                required(peak, "kept_bytes_per_transaction"),
                required(report.path("arms").path(Arm.POSTGRES_CEILING.label()), "journal_tps"));
    }

    private static double required(JsonNode node, String key) {
        if (!node.path(key).isNumber()) {
            throw new IllegalArgumentException("the run has no " + key + ": measure all arms");
        }
        return node.get(key).asDouble();
    }

    /** The parts in the order in which they saturate as the rate grows. */
    public List<Part> parts() {
        return Stream.of(nodeCpu(), writer(), databaseCpu(), wal())
                .sorted(Comparator.comparingDouble(Part::tpsOfOne))
                .toList();
    }

    private Part nodeCpu() {
        return part("CPU of a node", machine.nodeCores() * 1e6 / costs.nodeMicros());
    }

    private Part writer() {
        return part("journal's writer of a node", costs.writerTps());
    }

    private Part databaseCpu() {
        return part("CPU of a database", machine.databaseCores() * 1e6 / costs.databaseMicros());
    }

    private Part wal() {
        return part("WAL of a database", machine.walMegabytesPerSecond() * 1e6 / costs.walBytes());
    }

    private Part part(String name, double tps) {
        return new Part(name, tps * machine.usePercent() / 100);
    }

    public Need need(int tps) {
        double reserve = 100.0 / machine.usePercent();
        double ofNode = Math.min(nodeCpu().tpsOfOne(), writer().tpsOfOne());
        double ofJournal = Math.min(databaseCpu().tpsOfOne(), wal().tpsOfOne());
        int journals = (int) Math.ceil(tps / ofJournal);
        double aDay = tps * SECONDS_A_DAY * machine.averagePercent() / 100;
        return new Need(
                tps,
                tps * costs.nodeMicros() / 1e6 * reserve,
                1 + (int) Math.ceil(tps / ofNode),
                tps * costs.databaseMicros() / 1e6 * reserve,
                journals,
                tps * costs.walBytes() / 1e6,
                aDay * costs.walBytes() / 1e9,
                aDay * costs.keptBytes() / 1e9,
                aDay / journals / 1e6);
    }
}
