package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.load.CrowdProcess;
import org.pointwork.bench.load.CrowdResult;
import org.pointwork.bench.load.Jvm;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.Site;

/** What a terminal costs that is connected and says nothing, and what happens when all of them speak at once. */
final class TerminalsPart {
    private static final int FIRST_CROWD = 200; // loads the classes, and compiles what a handshake takes
    private static final int OTHER_FILES = 1_000;
    private static final double MUST_KIB = 40;
    private static final double AIM_KIB = 10;
    private static final double KIB = 1024;
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(4);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(90);

    private final Site site;
    private final int terminals;
    private final Consumer<String> say;

    TerminalsPart(Site site, ScalePlan plan, Consumer<String> say) {
        this.site = site;
        this.terminals = plan.terminals();
        this.say = say;
    }

    List<Figure> run() throws IOException, SQLException {
        checkOpenFiles();
        String database = "bench_scale_terminals";
        site.database().empty(database);
        Ports ports = FreePorts.forDoors();
        Child issuer = site.issuer("bench-scale-issuer", ports, false);
        Child node = site.node(
                "bench-scale-terminals",
                ports,
                site.cfg("scale-terminals", database).issuerWithoutMac().doorsTake(terminals + FIRST_CROWD));
        try (Jvm jvm = Jvm.attach(node.pid())) {
            ask(crowd(ports, FIRST_CROWD));
            long heapBefore = jvm.liveHeapBytes();
            long rssBefore = Processes.rssKib(node.pid());
            say.accept("connecting " + terminals + " terminals");
            Child crowd = crowd(ports, terminals);
            long heap = jvm.liveHeapBytes() - heapBefore;
            long rssKib = Processes.rssKib(node.pid()) - rssBefore;
            Files.writeString(site.place().var().resolve("run").resolve("terminals-heap.txt"), jvm.histogram());
            say.accept("all ask at once");
            return figures(heap, rssKib, ask(crowd));
        } finally {
            site.stop(node);
            site.stop(issuer);
        }
    }

    private List<Figure> figures(long heapBytes, long rssKib, CrowdResult asked) {
        say.accept("approved %d, refused %s".formatted(asked.approved(), asked.refused()));
        return List.of(
                Figure.of("terminals", asked.terminals()),
                Figure.atMost("heap_kib_per_terminal", heapBytes / KIB / terminals, MUST_KIB, AIM_KIB),
                Figure.of("rss_kib_per_terminal", (double) rssKib / terminals),
                Figure.of("handshakes_per_second", terminals / asked.connectedSeconds()),
                Figure.atMost("unanswered", asked.unanswered(), 0, 0),
                Figure.atMost("dropped", asked.dropped(), 0, 0),
                Figure.of("approved", asked.approved()),
                Figure.of("answer_p50_ms", asked.latency().p50() / 1e3),
                Figure.of("answer_p99_ms", asked.latency().p99() / 1e3));
    }

    /** A connected crowd. */
    private Child crowd(Ports ports, int size) throws IOException {
        List<String> arguments = List.of(
                "--port=" + ports.of(Door.TLS),
                "--terminals=" + size,
                "--key-store=" + site.tls().client(),
                "--trust-store=" + site.tls().trust(),
                "--password-file=" + site.tls().password(),
                "--out=" + out());
        Files.deleteIfExists(out());
        return site.start(
                new Role(
                        "bench-crowd",
                        CrowdProcess.class.getName(),
                        arguments,
                        List.of("-Xmx1g", "-XX:+UseSerialGC"),
                        Map.of(),
                        new Role.Readiness.Line(CrowdProcess.READY)),
                List.of(),
                CONNECT_LIMIT);
    }

    private CrowdResult ask(Child crowd) throws IOException {
        crowd.tell("ask");
        site.awaitEnd(crowd, "bench-crowd", out(), ASK_LIMIT);
        site.stop(crowd);
        return new ObjectMapper().readValue(out().toFile(), CrowdResult.class);
    }

    private Path out() {
        return site.place().var().resolve("run").resolve("crowd.json");
    }

    /** Node and crowd hold a file each per terminal; a JVM takes the hard limit by itself. */
    private void checkOpenFiles() throws IOException {
        try (Stream<String> limits = Files.lines(Path.of("/proc/self/limits"))) {
            String most = limits.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" {2,}")[2])
                    .findFirst()
                    .orElse("unlimited");
            if (!most.equals("unlimited") && Long.parseLong(most) < terminals + OTHER_FILES) {
                throw new IllegalStateException("%d terminals need %d open files a process, and %s are allowed: "
                                .formatted(terminals, terminals + OTHER_FILES, most)
                        + "raise the limit (ulimit -Hn), or ask for fewer with --terminals");
            }
        }
    }
}
