package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.pointwork.bench.load.Latency;

/** All rounds in one: a table for people, JSON for machines. Figures are medians over the rounds. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Arm, List<ArmRun>> runs;
    private final Map<Arm, Map<Integer, ArmRun>> openLoops;

    /**
     * What was measured.
     *
     * @param runs peaks, one for each round
     * @param openLoops by arm and percentage of its own peak
     */
    Report(Map<Arm, List<ArmRun>> runs, Map<Arm, Map<Integer, ArmRun>> openLoops) {
        this.runs = runs;
        this.openLoops = openLoops;
    }

    /** Whether no approval that was heard is missing in a journal, and no row is unaccounted for. */
    public boolean booksAgree() {
        return Stream.concat(
                        runs.values().stream().flatMap(List::stream),
                        openLoops.values().stream().flatMap(byPercent -> byPercent.values().stream()))
                .allMatch(run -> run.books().map(Reconciliation::holds).orElse(true));
    }

    /** {@code {"arms":{"stock":{"tps":…},…},"ratios":{…}}}; an arm that was left out is not in it. */
    public String json() {
        ObjectNode root = JSON.createObjectNode();
        ObjectNode arms = root.putObject("arms");
        runs.forEach((arm, measured) -> write(arms.putObject(arm.label()), measured));
        openLoops.forEach((arm, byPercent) -> {
            ObjectNode openLoop = ((ObjectNode) arms.get(arm.label())).putObject("open_loop_by_percent_of_peak");
            byPercent.forEach((percent, run) -> write(openLoop.putObject(percent.toString()), List.of(run)));
        });
        ObjectNode ratios = root.putObject("ratios");
        ratio(ratios, "pointwork/stock", tps(Arm.POINTWORK), tps(Arm.STOCK));
        ratio(ratios, "pointwork_full/stock", tps(Arm.POINTWORK_FULL), tps(Arm.STOCK));
        ratio(ratios, "journal/ceiling", journalTps(), tps(Arm.POSTGRES_CEILING));
        ratio(ratios, "pointwork/relay", tps(Arm.POINTWORK), tps(Arm.RELAY));
        return root.toPrettyString();
    }

    private static void write(ObjectNode arm, List<ArmRun> measured) {
        Spread tps = tps(measured);
        arm.put("tps", rounded(tps.median()))
                .put("tps_min", rounded(tps.min()))
                .put("tps_max", rounded(tps.max()))
                .put("repeats", measured.size())
                .put("rows_lost", measured.stream().mapToLong(ArmRun::lost).sum());
        latency(arm, measured);
        perProcess(arm.putObject("cpu_micros_per_transaction"), measured, ArmRun::cpuMicros);
        perProcess(arm.putObject("rss_kib"), measured, ArmRun::rssKib);
        put(arm, "allocated_bytes_per_transaction", flat(measured, run -> run.allocatedBytes().stream()));
        put(arm, "journal_tps", flat(measured, run -> run.journalTps().stream()));
    }

    private static void latency(ObjectNode arm, List<ArmRun> measured) {
        put(arm, "p50_micros", ofLatency(measured, Latency::p50));
        put(arm, "p90_micros", ofLatency(measured, Latency::p90));
        put(arm, "p99_micros", ofLatency(measured, Latency::p99));
        put(arm, "p999_micros", ofLatency(measured, Latency::p999));
        put(arm, "max_micros", ofLatency(measured, Latency::max));
        put(arm, "generator_lag_p99_micros", flat(measured, run -> run.load().stream()
                .mapToDouble(load -> load.lag().p99())));
        put(arm, "refused_p99_micros", flat(measured, run -> run.load().stream()
                .filter(load -> load.refusals().count() > 0)
                .mapToDouble(load -> load.refusals().p99())));
        put(arm, "refused", flat(measured, run -> run.load().stream()
                .mapToDouble(load -> load.answered() - load.approved())));
        put(arm, "unanswered", flat(measured, run -> run.load().stream().mapToDouble(load -> load.unanswered())));
    }

    private static DoubleStream ofLatency(List<ArmRun> measured, ToDoubleFunction<Latency> figure) {
        return flat(measured, run -> run.load().stream().mapToDouble(load -> figure.applyAsDouble(load.latency())));
    }

    private static DoubleStream flat(List<ArmRun> measured, Function<ArmRun, DoubleStream> figure) {
        return measured.stream().flatMapToDouble(figure);
    }

    private static void perProcess(
            ObjectNode into, List<ArmRun> measured, Function<ArmRun, ? extends Map<String, ? extends Number>> figures) {
        TreeSet<String> names = new TreeSet<>();
        measured.forEach(run -> names.addAll(figures.apply(run).keySet()));
        for (String name : names) {
            put(into, name, flat(measured, run -> {
                Number figure = figures.apply(run).get(name);
                return figure == null ? DoubleStream.empty() : DoubleStream.of(figure.doubleValue());
            }));
        }
    }

    private static void put(ObjectNode into, String key, DoubleStream figures) {
        Spread spread = Spread.of(figures);
        if (!Double.isNaN(spread.median())) {
            into.put(key, rounded(spread.median()));
        }
    }

    private static void ratio(ObjectNode ratios, String name, double above, double below) {
        if (above > 0 && below > 0) { // false for NaN as well
            ratios.put(name, Math.round(above / below * 1000) / 1000.0);
        }
    }

    private double tps(Arm arm) {
        return tps(runs.getOrDefault(arm, List.of())).median();
    }

    private static Spread tps(List<ArmRun> measured) {
        return Spread.of(measured.stream().mapToDouble(ArmRun::tps));
    }

    private double journalTps() {
        return Spread.of(flat(runs.getOrDefault(Arm.POSTGRES_CEILING, List.of()), run -> run.journalTps().stream()))
                .median();
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10) / 10.0;
    }

    /** Lines for a screen. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("%-20s %9s %19s %8s %8s %8s %8s  %s"
                .formatted("arm", "tps", "min..max", "p50 ms", "p99 ms", "p99.9", "lost", "CPU-us a transaction"));
        runs.forEach((arm, measured) -> lines.add(line(arm.label(), measured)));
        openLoops.forEach((arm, byPercent) ->
                byPercent.forEach((percent, run) -> lines.add(line(arm.label() + " " + percent + "%", List.of(run)))));
        return lines;
    }

    private static String line(String name, List<ArmRun> measured) {
        Spread tps = tps(measured);
        ObjectNode cpu = JSON.createObjectNode();
        perProcess(cpu, measured, ArmRun::cpuMicros);
        return "%-20s %9.0f %19s %8s %8s %8s %8d  %s"
                .formatted(
                        name,
                        tps.median(),
                        "%.0f..%.0f".formatted(tps.min(), tps.max()),
                        millis(ofLatency(measured, Latency::p50)),
                        millis(ofLatency(measured, Latency::p99)),
                        millis(ofLatency(measured, Latency::p999)),
                        measured.stream().mapToLong(ArmRun::lost).sum(),
                        cpu.toString().replaceAll("[{}\"]", "").replace(",", " "));
    }

    private static String millis(DoubleStream micros) {
        double median = Spread.of(micros).median();
        return Double.isNaN(median) ? "-" : "%.1f".formatted(median / 1000);
    }
}
