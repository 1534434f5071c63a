package org.pointwork.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.services.Provision;
import org.pointwork.bench.services.TlsMaterial;

/**
 * The node is killed in the middle of traffic, again and again. Terminals do what terminals must: repeat what was not
 * answered, with the same trace, until it is. In the end every party has the same books, and nothing is in doubt.
 */
class KilledNodeTest {
    private static final long SEED = 8583;
    private static final int KILLS = 4;
    private static final int TERMINALS = 8;
    private static final Duration RESTART = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void everyForwardedTransactionIsResolvedAndNoBookDiffers() throws Exception {
        Place place = new Place(Path.of(System.getProperty("project.root")), folder);
        Ports ports = new Ports(FreePorts.offset(), Map.of());
        for (String name : List.of("log", "run", "cds")) {
            Files.createDirectories(folder.resolve(name));
        }
        Provision.passwords(place.var());
        TlsMaterial.ensure(folder.resolve("tls"));
        Instant began = Instant.now();
        try (Supervisor processes = new Supervisor(place, said -> {});
                DemoKeys keys = DemoKeys.load(folder)) {
            Roles roles = new Roles(place, ports);
            ready(processes.start(roles.databases()));
            ready(processes.start(roles.issuer(keys)));
            ready(processes.start(roles.node(keys)));

            AtomicBoolean selling = new AtomicBoolean(true);
            List<CompletableFuture<RestlessTerminal.Sales>> terminals = new ArrayList<>();
            for (int i = 0; i < TERMINALS; i++) {
                RestlessTerminal terminal = new RestlessTerminal(
                        i, new InetSocketAddress("127.0.0.1", ports.of(Door.ASCII)), SEED + i, selling::get);
                terminals.add(CompletableFuture.supplyAsync(
                        terminal::sell, task -> Thread.ofPlatform().start(task)));
            }
            Random moments = new Random(SEED);
            for (int kill = 0; kill < KILLS; kill++) {
                LockSupport.parkNanos(
                        Duration.ofMillis(1500 + moments.nextInt(1500)).toNanos());
                kill(processes);
            }
            selling.set(false);
            long approvedMinor = 0;
            int sales = 0;
            for (CompletableFuture<RestlessTerminal.Sales> terminal : terminals) {
                RestlessTerminal.Sales sold = terminal.get(RESTART.toSeconds() * 2, TimeUnit.SECONDS);
                approvedMinor += sold.approvedMinor();
                sales += sold.count();
            }
            awaitNothingOpen(place, ports);
            Ledgers.Totals books = new Ledgers(place, ports, began).settle(SETTLE);
            assertTrue(sales > TERMINALS * KILLS, "the terminals sold " + sales + " times only");
            assertEquals(new Ledgers.Totals(approvedMinor, approvedMinor, approvedMinor), books);
        }
    }

    private static void ready(Child child) throws Exception {
        child.ready().get(RESTART.toSeconds(), TimeUnit.SECONDS);
    }

    /** As {@code kill -9} does; the supervisor starts it again. */
    private static void kill(Supervisor processes) throws Exception {
        Child node = node(processes);
        ProcessHandle.of(node.pid()).orElseThrow().destroyForcibly();
        node.exit().get(RESTART.toSeconds(), TimeUnit.SECONDS);
        while (node(processes) == node) {
            LockSupport.parkNanos(1_000_000);
        }
        ready(node(processes));
    }

    private static Child node(Supervisor processes) {
        return processes.children().stream()
                .filter(child -> child.role().name().equals("node"))
                .findFirst()
                .orElseThrow();
    }

    private static void awaitNothingOpen(Place place, Ports ports) throws Exception {
        String password = Files.readString(place.var().resolve("db-password")).strip();
        String url = "jdbc:postgresql://127.0.0.1:" + ports.of(Door.JOURNAL) + "/pointwork";
        long end = System.nanoTime() + SETTLE.toNanos();
        long open;
        try (Connection connection = DriverManager.getConnection(url, "pointwork", password);
                Statement statement = connection.createStatement()) {
            do {
                try (ResultSet row = statement.executeQuery("""
                        select (select count(*) from leg where state <> 'DONE')
                             + (select count(*) from request r where not exists (
                                select 1 from event e where e.txn_id = r.txn_id and e.day = r.day and e.seq = 1))""")) {
                    row.next();
                    open = row.getLong(1);
                }
                LockSupport.parkNanos(50_000_000);
            } while (open > 0 && System.nanoTime() < end);
        }
        assertEquals(0, open, "transactions without a resolution");
    }
}
