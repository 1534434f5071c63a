package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Leftovers;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.load.LoadProcess;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.yardstick.Station.Books;

/** {@code bench switch}: all arms in one run, interleaved, with the books compared after each measurement. */
public final class SwitchBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLACK = Duration.ofSeconds(60);
    private static final String DATABASE = "postgres";

    private final Place place;
    private final Plan plan;
    private final Consumer<String> say;

    /** @param say told, a line each, what is being done */
    public SwitchBench(Plan plan, Consumer<String> say) {
        Place project = Place.ofThisProcess();
        this.place = new Place(project.root(), project.var().resolve("bench"));
        this.plan = plan;
        this.say = say;
    }

    /** @throws IllegalStateException where another benchmark runs here, or a process does not come up or ends */
    public Report run() throws IOException, SQLException {
        for (String folder : List.of("log", "run")) {
            Files.createDirectories(place.var().resolve(folder));
        }
        Optional<FileLock> lock = Leftovers.lock(place);
        if (lock.isEmpty()) {
            throw new IllegalStateException("another benchmark runs on " + place.var());
        }
        try (FileLock _ = lock.get()) {
            Leftovers.end(place);
            try (Yard yard = Yard.open(place)) {
                return new Report(measure(yard));
            }
        }
    }

    private Map<Arm, List<ArmRun>> measure(Yard yard) throws IOException, SQLException {
        Map<Arm, Station> stations = new EnumMap<>(Arm.class);
        Map<Arm, List<ArmRun>> runs = new EnumMap<>(Arm.class);
        for (Arm arm : plan.arms()) {
            say.accept("starting " + arm.label() + ": " + arm.what());
            runs.put(arm, new ArrayList<>());
            if (arm == Arm.POSTGRES_CEILING) {
                yard.database(arm);
            } else {
                stations.put(arm, yard.start(arm));
            }
        }
        for (int round = 1; round <= plan.repeat(); round++) {
            for (Arm arm : plan.arms()) {
                yard.database().checkpoint();
                Duration warmUp = plan.warmUp(round == 1);
                ArmRun run = arm == Arm.POSTGRES_CEILING
                        ? ceiling(yard, warmUp)
                        : closedLoop(yard, arm, stations.get(arm), warmUp);
                runs.get(arm).add(run);
                say.accept("round %d of %d, %s: %.0f tps%s"
                        .formatted(round, plan.repeat(), arm.label(), run.tps(), remarks(run)));
            }
        }
        return runs;
    }

    private static String remarks(ArmRun run) {
        return run.books()
                        .filter(books -> !books.holds())
                        .map(books -> ", BOOKS DIFFER: " + books)
                        .orElse("")
                + run.load()
                        .filter(load -> load.answered() > load.approved() || load.unanswered() > 0)
                        .map(load -> ", refused " + load.refused() + ", unanswered " + load.unanswered())
                        .orElse("");
    }

    private ArmRun closedLoop(Yard yard, Arm arm, Station station, Duration warmUp) throws IOException, SQLException {
        Map<String, Long> pids = new LinkedHashMap<>();
        station.processes().forEach((name, child) -> pids.put(name, child.pid()));
        if (station.books().isPresent()) {
            pids.put(DATABASE, yard.database().pid());
        }
        List<String> arguments = new ArrayList<>(List.of(
                "--port=" + station.port(), "--connections=" + plan.connections(), "--window=" + plan.window()));
        pids.forEach((name, pid) -> arguments.add("--watch=" + name + "=" + pid));
        if (station.sealed()) {
            arguments.add("--sealed");
        }
        long[] before = rows(yard, station);
        OptionalLong allocated = Allocations.bytes(pids.get(Station.SWITCH));
        Path out = process(
                "load-" + arm.label(),
                LoadProcess.class.getName(),
                arguments,
                station.sealed() ? yard.terminalKeys() : List.of(),
                warmUp);
        OptionalLong allocatedAfter = Allocations.bytes(pids.get(Station.SWITCH));
        LoadResult load = JSON.readValue(out.toFile(), LoadResult.class);
        Optional<Reconciliation> books = station.books().isPresent()
                ? Optional.of(reconciled(load, before, rows(yard, station)))
                : Optional.empty();
        double transactions = load.tps() * load.seconds();
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

    private static long[] rows(Yard yard, Station station) throws IOException, SQLException {
        Optional<Books> books = station.books();
        return books.isPresent()
                ? yard.database().numbers(books.get().database(), books.get().query())
                : new long[2];
    }

    private static Reconciliation reconciled(LoadResult load, long[] before, long[] after) {
        return new Reconciliation(
                load.sent(), load.approved(), load.unanswered(), after[0] - before[0], after[1] - before[1]);
    }

    private ArmRun ceiling(Yard yard, Duration warmUp) throws IOException {
        CeilingProcess.Result bare = written(yard, warmUp, List.of());
        CeilingProcess.Result journal = written(yard, warmUp, List.of("--journal"));
        return new ArmRun(
                bare.tps(),
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        DATABASE,
                        bare.cpuMicros() / (bare.tps() * plan.measured().toMillis() / 1000.0)),
                Map.of(DATABASE, Processes.rssKib(yard.database().pid())),
                OptionalDouble.empty(),
                OptionalDouble.of(journal.tps()));
    }

    private CeilingProcess.Result written(Yard yard, Duration warmUp, List<String> how) throws IOException {
        List<String> arguments = new ArrayList<>(how);
        arguments.add("--url=" + yard.database().url("bench_" + Arm.POSTGRES_CEILING.label()));
        arguments.add("--password-file=" + yard.database().passwordFile());
        arguments.add("--database-pid=" + yard.database().pid());
        Path out = process("ceiling", CeilingProcess.class.getName(), arguments, List.of(), warmUp);
        return JSON.readValue(out.toFile(), CeilingProcess.Result.class);
    }

    /** Runs a measuring process to its end; the file with its result. */
    private Path process(String name, String main, List<String> arguments, List<String> handedOver, Duration warmUp)
            throws IOException {
        Path out = place.var().resolve("run").resolve(name + ".json");
        Files.deleteIfExists(out);
        List<String> all = new ArrayList<>(arguments);
        all.add("--warm-up-ms=" + warmUp.toMillis());
        all.add("--measured-ms=" + plan.measured().toMillis());
        all.add("--out=" + out);
        Child child = Child.start(
                new Role(
                        "bench-" + name,
                        main,
                        all,
                        List.of("-Xmx384m", "-XX:+UseSerialGC"),
                        Map.of(),
                        new Role.Readiness.Line("never ready, it ends")),
                place);
        try {
            for (String line : handedOver) {
                child.tell(line);
            }
            int code = child.exit().get(warmUp.plus(plan.measured()).plus(SLACK).toSeconds(), TimeUnit.SECONDS);
            if (code != 0 || !Files.exists(out)) {
                throw new IllegalStateException(
                        name + " ended with code " + code + "; see " + place.log("bench-" + name));
            }
            return out;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            child.stop(Duration.ofSeconds(1));
        }
    }
}
