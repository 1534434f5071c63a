package org.pointwork.bench.soak;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.load.Jvm;
import org.pointwork.bench.load.LoadConfig;
import org.pointwork.bench.load.LoadConfig.TerminalSecrets;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.LoadRun;
import org.pointwork.bench.load.Processes;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.Site;

/**
 * A node with PIN translation and MACs on both sides under a steady load, in rounds of ten seconds with a sample after
 * each. Terminals connect anew for every round, so that connections that are not given back are seen as well.
 */
public final class SoakBench {
    private static final String DATABASE = "bench_soak";
    private static final String TOKEN_SESSION = "org.pointwork.hsm.pkcs11.Session";
    private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";
    private static final Duration CONNECTING =
            Duration.ofSeconds(1); // LoadRun takes this long before its first request
    private static final Duration SAMPLING = Duration.ofSeconds(1);
    private static final Duration DRAIN = Duration.ofSeconds(20);
    private static final LoadRun.Window NO_WINDOW = new LoadRun.Window() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}
    };

    private final SoakPlan plan;
    private final Consumer<String> say;

    /** @param say told, a line each, what is seen */
    public SoakBench(SoakPlan plan, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
    }

    /** @throws IllegalStateException where another benchmark runs here, or a process does not come up or ends */
    public SoakReport run() throws IOException, SQLException, InterruptedException {
        try (Site site = Site.open()) {
            site.database().empty(DATABASE);
            Ports ports = FreePorts.forDoors();
            Child _ = site.issuer("bench-soak-issuer", ports, true);
            Child node = site.node("bench-soak", ports, site.cfg("soak", DATABASE));
            try (Jvm jvm = Jvm.attach(node.pid())) {
                return soaked(site, ports.of(Door.ASCII), node, jvm);
            }
        }
    }

    private SoakReport soaked(Site site, int port, Child node, Jvm jvm)
            throws IOException, SQLException, InterruptedException {
        for (int i = 0; i < SoakPlan.UNSAMPLED_ROUNDS; i++) {
            load(site, port);
        }
        List<Sample> samples = new ArrayList<>();
        long unanswered = 0;
        long refused = 0;
        long start = System.nanoTime();
        for (int i = 0; i < plan.samples(); i++) {
            LoadResult load = load(site, port);
            unanswered += load.unanswered();
            refused +=
                    load.refused().values().stream().mapToLong(Long::longValue).sum();
            Sample sample = sample(site, node, jvm, load, start);
            samples.add(sample);
            say.accept("%4.1f min  %.0f tps  heap %.0f KiB  p99 %.1f ms"
                    .formatted(sample.minute(), load.tps(), sample.heapKib(), sample.p99Micros() / 1e3));
        }
        return new SoakReport(samples, unanswered, refused);
    }

    private LoadResult load(Site site, int port) throws InterruptedException {
        return new LoadRun(new LoadConfig(
                        port,
                        SoakPlan.CONNECTIONS,
                        1,
                        plan.ratePerSecond(),
                        0,
                        Duration.ofSeconds(1),
                        SoakPlan.SAMPLE_EVERY.minus(CONNECTING).minus(SAMPLING).minusSeconds(1),
                        DRAIN,
                        Optional.of(new TerminalSecrets(site.key("tpk.demo"), site.key("tak.demo")))))
                .run(NO_WINDOW);
    }

    private static Sample sample(Site site, Child node, Jvm jvm, LoadResult load, long startNanos)
            throws IOException, SQLException {
        String objects = jvm.histogram();
        return new Sample(
                (System.nanoTime() - startNanos) / 6e10,
                jvm.liveHeapBytes() / 1024.0,
                Processes.rssKib(node.pid()),
                jvm.threads(),
                instances(objects, VIRTUAL_THREAD),
                jvm.openFiles(),
                site.database()
                        .numbers(
                                DATABASE,
                                "select count(*) from pg_stat_activity where datname = '" + DATABASE
                                        + "' and pid <> pg_backend_pid()")[0],
                instances(objects, TOKEN_SESSION),
                load.latency().p50(),
                load.latency().p99());
    }

    /** Live objects of a class, by a histogram of lines {@code num: instances bytes class (module)}. */
    static long instances(String histogram, String className) {
        return histogram
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length >= 4 && columns[3].equals(className))
                .mapToLong(columns -> Long.parseLong(columns[1]))
                .sum();
    }
}
