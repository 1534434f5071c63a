package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.pointwork.bench.load.Latency;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.SurgeResult;

/** One arm under one offer as JSON: medians over its rounds. */
final class ArmFigures {
    private final ObjectNode node;
    private final List<ArmRun> runs;

    private ArmFigures(ObjectNode node, List<ArmRun> runs) {
        this.node = node;
        this.runs = runs;
    }

    static void write(ObjectNode node, Offer offer, List<ArmRun> runs, double peakTps) {
        ArmFigures figures = new ArmFigures(node, runs);
        figures.rows();
        figures.latency();
        figures.generator();
        if (!(offer instanceof Offer.Peak)) {
            figures.refusals();
        }
        if (offer instanceof Offer.Surge) {
            figures.surge(peakTps);
        }
        figures.costs();
        figures.curve();
    }

    private void rows() {
        Spread tps = Spread.of(runs.stream().mapToDouble(ArmRun::tps));
        node.put("tps", rounded(tps.median()))
                .put("tps_min", rounded(tps.min()))
                .put("tps_max", rounded(tps.max()))
                .put("repeats", runs.size())
                .put("rows_lost", runs.stream().mapToLong(ArmRun::lost).sum());
        put("journal_tps", run -> run.journalTps().stream());
    }

    private void latency() {
        latency("p50_micros", Latency::p50);
        latency("p90_micros", Latency::p90);
        latency("p99_micros", Latency::p99);
        latency("p999_micros", Latency::p999);
        latency("max_micros", Latency::max);
    }

    private void latency(String key, ToDoubleFunction<Latency> figure) {
        load(key, load -> figure.applyAsDouble(load.latency()));
    }

    private void generator() {
        load("generator_lag_p50_micros", load -> load.lag().p50());
        load("generator_lag_p99_micros", load -> load.lag().p99());
    }

    /**
     * Refusals in the measured time, and whatever never got an answer. In the warm-up of an open loop a generator that is
     * still being compiled sends in bursts what it owes.
     */
    private void refusals() {
        load(
                "not_approved_percent",
                load -> 100.0
                        * (load.refusals().count() + load.unanswered())
                        / Math.max(1, load.measured() + load.unanswered()));
        load("unanswered", LoadResult::unanswered);
        load("connections_dropped", LoadResult::dropped);
    }

    private void surge(double peakTps) {
        put("goodput_percent_of_peak", run -> DoubleStream.of(100 * run.tps() / peakTps));
        surge("refused_percent", surge -> 100.0 * surge.refused() / Math.max(1, surge.offered()));
        surge("refused_p99_micros", surge -> surge.refusals().p99());
        surge("calm_p99_micros", SurgeResult::calmP99Micros);
        surge("recovery_seconds", SurgeResult::recoverySeconds);
    }

    private void surge(String key, ToDoubleFunction<SurgeResult> figure) {
        load(key, load -> figure.applyAsDouble(load.surge()));
    }

    private void costs() {
        perProcess("cpu_micros_per_transaction", Costs::cpuMicros);
        perProcess("rss_kib", Costs::rssKib);
        put("allocated_bytes_per_transaction", run -> run.costs().allocatedBytes().stream());
        put("wal_bytes_per_transaction", run -> run.costs().walBytes().stream());
        put("kept_bytes_per_transaction", run -> run.costs().keptBytes().stream());
    }

    private void perProcess(String key, Function<Costs, ? extends Map<String, ? extends Number>> figures) {
        TreeSet<String> names = new TreeSet<>();
        runs.forEach(run -> names.addAll(figures.apply(run.costs()).keySet()));
        ArmFigures inner = new ArmFigures(node.putObject(key), runs);
        for (String name : names) {
            inner.put(name, run -> {
                Number figure = figures.apply(run.costs()).get(name);
                return figure == null ? DoubleStream.empty() : DoubleStream.of(figure.doubleValue());
            });
        }
    }

    /** As far as every round has a point. */
    private void curve() {
        List<List<Double>> curves = runs.stream()
                .flatMap(run -> run.load().stream())
                .map(load -> load.latency().byNines())
                .toList();
        int points = curves.stream().mapToInt(List::size).min().orElse(0);
        if (points > 0) {
            ArrayNode micros = node.putArray("micros_by_tenth_of_a_nine");
            for (int i = 0; i < points; i++) {
                int point = i;
                micros.add(rounded(Spread.of(curves.stream().mapToDouble(curve -> curve.get(point)))
                        .median()));
            }
        }
    }

    private void load(String key, ToDoubleFunction<LoadResult> figure) {
        put(key, run -> run.load().stream().mapToDouble(figure));
    }

    private void put(String key, Function<ArmRun, DoubleStream> figure) {
        Spread spread = Spread.of(runs.stream().flatMapToDouble(figure));
        if (!Double.isNaN(spread.median())) {
            node.put(key, rounded(spread.median()));
        }
    }

    private static double rounded(double figure) {
        return Math.round(figure * 10) / 10.0;
    }
}
