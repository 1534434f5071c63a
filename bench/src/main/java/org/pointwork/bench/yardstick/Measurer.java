package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.pointwork.bench.load.LoadProcess;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.services.DatabaseLogin;
import org.pointwork.bench.site.MeasuringProcess;
import org.pointwork.bench.site.Site;
import org.pointwork.bench.yardstick.Books.Page;

/** Takes one measurement at a time, and compares the books after it. */
final class Measurer {
    private static final String DATABASE = "postgres";
    private static final int CALM_PERCENT = 50;

    private final Plan plan;
    private final Site site;

    Measurer(Plan plan, Site site) {
        this.plan = plan;
        this.site = site;
    }

    /** A switch under load. The peaks are those that the offer is a share of, its own and the stock switch's. */
    ArmRun underLoad(Arm arm, Station station, Offer offer, Results peaks, Duration warmUp)
            throws IOException, SQLException {
        Map<String, Long> pids = new LinkedHashMap<>();
        station.processes().forEach((name, child) -> pids.put(name, child.pid()));
        if (station.books().isPresent()) {
            pids.put(DATABASE, site.database().pid());
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--port=" + station.port(),
                "--connections=" + plan.connections(),
                "--window=" + plan.window(),
                "--heap-of=" + pids.get(Station.SWITCH)));
        arguments.addAll(rates(arm, offer, peaks));
        pids.forEach((name, pid) -> arguments.add("--watch=" + name + "=" + pid));
        List<String> handedOver = List.of();
        if (station.sealed()) {
            arguments.add("--sealed");
            handedOver = List.of(site.keyLine("tpk.demo"), site.keyLine("tak.demo"));
        }
        Optional<Books> books = station.books();
        Optional<Page> before = books.isPresent() ? Optional.of(books.get().look(site.database())) : Optional.empty();
        LoadResult load = new MeasuringProcess(
                        "load-" + arm.label(), LoadProcess.class, arguments, handedOver, warmUp, plan.measured(offer))
                .run(site.place(), LoadResult.class);
        Map<String, Long> rss = new HashMap<>();
        pids.forEach((name, pid) -> rss.put(name, Processes.rssKib(pid)));
        Optional<Page> added =
                before.isPresent() ? Optional.of(after(load, books.get()).since(before.get())) : Optional.empty();
        return new ArmRun(
                load.tps(),
                Optional.of(load),
                added.map(rows -> Reconciliation.of(load, rows)),
                Costs.of(load, rss, added),
                OptionalDouble.empty());
    }

    private Page after(LoadResult load, Books books) throws IOException, SQLException {
        return load.unanswered() > 0 ? books.settled(site.database()) : books.look(site.database());
    }

    /** The database without a switch. */
    ArmRun ceiling(Duration warmUp) throws IOException {
        CeilingProcess.Result bare = written(warmUp, List.of());
        CeilingProcess.Result journal = written(warmUp, List.of("--journal"));
        Costs costs = new Costs(
                Map.of(
                        DATABASE,
                        perTransaction(bare.cpuMicros(), bare),
                        "journal_" + DATABASE,
                        perTransaction(journal.cpuMicros(), journal),
                        "journal_writer",
                        perTransaction(journal.ownCpuMicros(), journal)),
                Map.of(DATABASE, Processes.rssKib(site.database().pid())),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        return new ArmRun(bare.tps(), Optional.empty(), Optional.empty(), costs, OptionalDouble.of(journal.tps()));
    }

    private double perTransaction(long micros, CeilingProcess.Result written) {
        return micros / (written.tps() * plan.measured().toMillis() / 1000.0);
    }

    private CeilingProcess.Result written(Duration warmUp, List<String> how) throws IOException {
        DatabaseLogin login = site.database().login();
        List<String> arguments = new ArrayList<>(how);
        arguments.add("--url=" + login.url(Arm.POSTGRES_CEILING.database()));
        arguments.add("--password-file=" + login.ownerPasswordFile());
        arguments.add("--database-pid=" + site.database().pid());
        return new MeasuringProcess("ceiling", CeilingProcess.class, arguments, List.of(), warmUp, plan.measured())
                .run(site.place(), CeilingProcess.Result.class);
    }

    private static List<String> rates(Arm arm, Offer offer, Results peaks) {
        double own = peaks.peakTps(arm);
        return switch (offer) {
            case Offer.Peak _ -> List.of();
            case Offer.Share(int percent) -> List.of("--rate=" + share(own, percent));
            case Offer.StockShare(int percent) -> List.of("--rate=" + share(peaks.peakTps(Arm.STOCK), percent));
            case Offer.Surge(int percent) ->
                List.of("--rate=" + share(own, CALM_PERCENT), "--surge=" + share(own, percent));
        };
    }

    private static int share(double tps, int percent) {
        return (int) Math.max(1, tps * percent / 100);
    }
}
