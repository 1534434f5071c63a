package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Http;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.load.LoadProcess;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.MeasuringProcess;
import org.pointwork.bench.site.NodeCfg;
import org.pointwork.bench.site.Site;
import org.pointwork.bench.yardstick.Spread;

/**
 * Load on nodes with few partners and with many, in turn. Only one node is up at a time, or what the idle one does would
 * cost the other.
 */
final class FleetPart {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double MUST_RATIO = 0.9;
    private static final double AIM_RATIO = 0.95;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration SIGN_ON_LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int CONNECTIONS = 20; // with 64 cards each, so that every one of 1,000 prefixes has cards
    private static final int WINDOW = 25;

    private final Site site;
    private final ScalePlan plan;
    private final Consumer<String> say;
    private final List<Side> sides;

    private FleetPart(Site site, ScalePlan plan, Consumer<String> say, Fleet... fleets) {
        this.site = site;
        this.plan = plan;
        this.say = say;
        this.sides = Stream.of(fleets).map(Side::new).toList();
    }

    /** What was measured with a fleet. */
    private record Side(Fleet fleet, List<Double> tps, List<Double> nodeMicros, List<Double> signedOnMs) {
        Side(Fleet fleet) {
            this(fleet, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }

        String label() {
            return fleet.partners() == fleet.used()
                    ? "with_" + fleet.partners()
                    : "with_" + fleet.partners() + "_using_" + fleet.used();
        }

        double medianTps() {
            return Spread.median(tps);
        }
    }

    /** Many routes: the same traffic to the same few partners, and then traffic to all, for information. */
    static List<Figure> routes(Site site, ScalePlan plan, Consumer<String> say) throws IOException, SQLException {
        Fleet few = new Fleet(ScalePlan.FEW_ROUTES, ScalePlan.FEW_ROUTES);
        Fleet many = new Fleet(ScalePlan.MANY_ROUTES, ScalePlan.FEW_ROUTES);
        Fleet all = new Fleet(ScalePlan.MANY_ROUTES, ScalePlan.MANY_ROUTES);
        FleetPart part = new FleetPart(site, plan, say, few, many, all);
        List<Figure> figures = part.measured();
        figures.add(Figure.of("tps_ratio_all_used", part.ratioTo(2)));
        return figures;
    }

    /** Many links, all of them used. */
    static List<Figure> links(Site site, ScalePlan plan, Consumer<String> say) throws IOException, SQLException {
        Fleet few = new Fleet(ScalePlan.FEW_LINKS, ScalePlan.FEW_LINKS);
        Fleet many = new Fleet(ScalePlan.MANY_LINKS, ScalePlan.MANY_LINKS);
        return new FleetPart(site, plan, say, few, many).measured();
    }

    /** The second side is held against the first. */
    private List<Figure> measured() throws IOException, SQLException {
        for (int round = 0; round < plan.repeat(); round++) {
            for (Side side : sides) {
                measure(side);
            }
        }
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.atLeast("tps_ratio", ratioTo(1), MUST_RATIO, AIM_RATIO));
        for (Side side : sides) {
            figures.add(Figure.of("tps_" + side.label(), side.medianTps()));
            figures.add(Figure.of("node_cpu_micros_" + side.label(), Spread.median(side.nodeMicros())));
            figures.add(Figure.of("start_to_signed_on_ms_" + side.label(), Spread.median(side.signedOnMs())));
        }
        return figures;
    }

    private double ratioTo(int side) {
        return sides.get(side).medianTps() / sides.getFirst().medianTps();
    }

    private void measure(Side side) throws IOException, SQLException {
        String database = "bench_scale_fleet";
        site.database().empty(database);
        Ports ports = FreePorts.forDoors();
        Child issuer = site.issuer("bench-scale-issuer", ports, false);
        NodeCfg cfg = site.cfg("scale-fleet", database).issuerWithoutMac();
        side.fleet().write(cfg.folder(), List.of(ports.of(Door.ISSUER), ports.of(Door.ISSUER_BACKUP)));
        long start = System.nanoTime();
        Child node = site.node("bench-scale-fleet", ports, cfg);
        try {
            awaitSignedOn(ports);
            side.signedOnMs().add((System.nanoTime() - start) / 1e6);
            LoadResult load = load(ports, Map.of("node", node.pid(), "issuer", issuer.pid()));
            side.tps().add(load.tps());
            side.nodeMicros().add(load.cpuMicros().get("node") / (load.tps() * load.seconds()));
            say.accept("%s: signed on %.0f ms after the start, %.0f tps, CPU-us %s"
                    .formatted(side.label(), side.signedOnMs().getLast(), load.tps(), perTransaction(load)));
        } finally {
            site.stop(node);
            site.stop(issuer);
        }
    }

    private static Map<String, Long> perTransaction(LoadResult load) {
        Map<String, Long> micros = new TreeMap<>();
        load.cpuMicros().forEach((name, used) -> micros.put(name, Math.round(used / (load.tps() * load.seconds()))));
        return micros;
    }

    private static void awaitSignedOn(Ports ports) throws IOException {
        long deadline = System.nanoTime() + SIGN_ON_LIMIT.toNanos();
        while (!allReady(JSON.readTree(Http.get(ports.url(Door.HTTP, "/health"))))) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("not all links signed on within " + SIGN_ON_LIMIT.toSeconds() + " s");
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
    }

    private static boolean allReady(JsonNode health) {
        return health.path("links").valueStream().allMatch(state -> state.asText()
                .equals("READY"));
    }

    private LoadResult load(Ports ports, Map<String, Long> watched) throws IOException, SQLException {
        site.database().checkpoint();
        List<String> arguments = new ArrayList<>(
                List.of("--port=" + ports.of(Door.ASCII), "--connections=" + CONNECTIONS, "--window=" + WINDOW));
        watched.forEach((name, pid) -> arguments.add("--watch=" + name + "=" + pid));
        LoadResult result = new MeasuringProcess(
                        "load-fleet", LoadProcess.class, arguments, List.of(), WARM_UP, plan.measured())
                .run(site.place(), LoadResult.class);
        if (result.approved() < result.sent()) {
            say.accept("refused %s, unanswered %d".formatted(result.refused(), result.unanswered()));
        }
        return result;
    }
}
