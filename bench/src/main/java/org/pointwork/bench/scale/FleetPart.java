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
 * The same load on a node with few partners and on one with many, in turn. Only one node is up at a time, or what the
 * idle one does would cost the other.
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
    private final Side few;
    private final Side many;

    FleetPart(Site site, ScalePlan plan, Consumer<String> say, int few, int many) {
        this.site = site;
        this.plan = plan;
        this.say = say;
        this.few = new Side(few, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        this.many = new Side(many, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }

    /** What was measured with a number of partners. */
    private record Side(int partners, List<Double> tps, List<Double> nodeMicros, List<Double> signedOnMs) {}

    List<Figure> run() throws IOException, SQLException {
        for (int round = 0; round < plan.repeat(); round++) {
            measure(few);
            measure(many);
        }
        double fewTps = Spread.median(few.tps());
        double manyTps = Spread.median(many.tps());
        return List.of(
                Figure.of("tps_with_" + few.partners(), fewTps),
                Figure.of("tps_with_" + many.partners(), manyTps),
                Figure.atLeast("tps_ratio", manyTps / fewTps, MUST_RATIO, AIM_RATIO),
                Figure.of("node_cpu_micros_with_" + few.partners(), Spread.median(few.nodeMicros())),
                Figure.of("node_cpu_micros_with_" + many.partners(), Spread.median(many.nodeMicros())),
                Figure.of("start_to_signed_on_ms_with_" + few.partners(), Spread.median(few.signedOnMs())),
                Figure.of("start_to_signed_on_ms_with_" + many.partners(), Spread.median(many.signedOnMs())));
    }

    private void measure(Side side) throws IOException, SQLException {
        String database = "bench_scale_fleet";
        site.database().empty(database);
        Ports ports = FreePorts.forDoors();
        Child issuer = site.issuer("bench-scale-issuer", ports, false);
        NodeCfg cfg = site.cfg("scale-fleet", database).issuerWithoutMac();
        new Fleet(side.partners()).write(cfg.folder(), List.of(ports.of(Door.ISSUER), ports.of(Door.ISSUER_BACKUP)));
        long start = System.nanoTime();
        Child node = site.node("bench-scale-fleet", ports, cfg);
        try {
            awaitSignedOn(ports);
            side.signedOnMs().add((System.nanoTime() - start) / 1e6);
            LoadResult load = load(ports, Map.of("node", node.pid(), "issuer", issuer.pid()));
            side.tps().add(load.tps());
            side.nodeMicros().add(load.cpuMicros().get("node") / (load.tps() * load.seconds()));
            say.accept("%d partners: signed on %.0f ms after the start, %.0f tps, CPU-us %s"
                    .formatted(side.partners(), side.signedOnMs().getLast(), load.tps(), perTransaction(load)));
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
