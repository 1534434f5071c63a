package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.load.LoadProcess;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.site.Site;
import org.pointwork.bench.yardstick.Station.Books;

/** Takes one measurement at a time: what drives it is a process of its own, and the books are compared after it. */
final class Measurer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLACK = Duration.ofSeconds(60);
    private static final String DATABASE = "postgres";

    private final Site site;
    private final Plan plan;
    private final Yard yard;

    Measurer(Site site, Plan plan, Yard yard) {
        this.site = site;
        this.plan = plan;
        this.yard = yard;
    }

    /**
     * A switch under load.
     *
     * @param rate requests a second, 0 for a closed loop
     */
    ArmRun underLoad(Arm arm, Station station, int rate, Duration warmUp) throws IOException, SQLException {
        Map<String, Long> pids = new LinkedHashMap<>();
        station.processes().forEach((name, child) -> pids.put(name, child.pid()));
        if (station.books().isPresent()) {
            pids.put(DATABASE, site.database().pid());
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--port=" + station.port(),
                "--connections=" + plan.connections(),
                "--window=" + plan.window(),
                "--rate=" + rate));
        pids.forEach((name, pid) -> arguments.add("--watch=" + name + "=" + pid));
        if (station.sealed()) {
            arguments.add("--sealed");
        }
        long[] before = rows(station);
        OptionalLong allocated = Allocations.bytes(pids.get(Station.SWITCH));
        Path out = process(
                "load-" + arm.label(),
                LoadProcess.class.getName(),
                arguments,
                station.sealed() ? yard.terminalKeys() : List.of(),
                warmUp);
        OptionalLong allocatedAfter = Allocations.bytes(pids.get(Station.SWITCH));
        LoadResult load = JSON.readValue(out.toFile(), LoadResult.class);
        Optional<Reconciliation> books =
                station.books().isPresent() ? Optional.of(reconciled(load, before, rows(station))) : Optional.empty();
        double transactions = Math.max(1, load.tps() * load.seconds());
        Map<String, Double> cpu = new HashMap<>();
        load.cpuMicros().forEach((name, micros) -> cpu.put(name, micros / transactions));
        Map<String, Long> rss = new HashMap<>();
        pids.forEach((name, pid) -> rss.put(name, Processes.rssKib(pid)));
        return new ArmRun(
                load.tps(),
                Optional.of(load),
                books,
                cpu,
                rss,
                allocated.isPresent() && allocatedAfter.isPresent()
                        ? OptionalDouble.of(
                                (double) (allocatedAfter.getAsLong() - allocated.getAsLong()) / load.answered())
                        : OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    private long[] rows(Station station) throws IOException, SQLException {
        Optional<Books> books = station.books();
        return books.isPresent()
                ? site.database().numbers(books.get().database(), books.get().query())
                : new long[2];
    }

    private static Reconciliation reconciled(LoadResult load, long[] before, long[] after) {
        return new Reconciliation(
                load.sent(), load.approved(), load.unanswered(), after[0] - before[0], after[1] - before[1]);
    }

    /** The database without a switch. */
    ArmRun ceiling(Duration warmUp) throws IOException {
        CeilingProcess.Result bare = written(warmUp, List.of());
        CeilingProcess.Result journal = written(warmUp, List.of("--journal"));
        return new ArmRun(
                bare.tps(),
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        DATABASE,
                        bare.cpuMicros() / (bare.tps() * plan.measured().toMillis() / 1000.0)),
                Map.of(DATABASE, Processes.rssKib(site.database().pid())),
                OptionalDouble.empty(),
                OptionalDouble.of(journal.tps()));
    }

    private CeilingProcess.Result written(Duration warmUp, List<String> how) throws IOException {
        List<String> arguments = new ArrayList<>(how);
        arguments.add("--url=" + site.database().url("bench_" + Arm.POSTGRES_CEILING.label()));
        arguments.add("--password-file=" + site.database().passwordFile());
        arguments.add("--database-pid=" + site.database().pid());
        Path out = process("ceiling", CeilingProcess.class.getName(), arguments, List.of(), warmUp);
        return JSON.readValue(out.toFile(), CeilingProcess.Result.class);
    }

    /** Runs a measuring process to its end; the file with its result. */
    private Path process(String name, String main, List<String> arguments, List<String> handedOver, Duration warmUp)
            throws IOException {
        Path out = site.place().var().resolve("run").resolve(name + ".json");
        List<String> all = new ArrayList<>(arguments);
        all.add("--warm-up-ms=" + warmUp.toMillis());
        all.add("--measured-ms=" + plan.measured().toMillis());
        all.add("--out=" + out);
        Role role = new Role(
                "bench-" + name,
                main,
                all,
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                Map.of(),
                new Role.Readiness.Line("never ready, it ends"));
        site.run(role, handedOver, out, warmUp.plus(plan.measured()).plus(SLACK));
        return out;
    }
}
