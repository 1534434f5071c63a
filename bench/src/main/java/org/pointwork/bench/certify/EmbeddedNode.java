package org.pointwork.bench.certify;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.NodeCfg;
import org.pointwork.bench.site.Site;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.journal.Journal;
import org.pointwork.node.Secrets;
import org.pointwork.registry.RegistryImport;
import org.pointwork.registry.RegistryReader;
import org.pointwork.sim.certify.NodeUnderTest;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.pos.TlsFiles;
import org.pointwork.sim.script.IssuerControl;
import org.pointwork.sim.script.NodeApi;
import org.pointwork.sim.script.Target;

/** A node, its database, its token and the demo's issuer, on ports that nobody has, in {@code var/bench}. */
final class EmbeddedNode implements NodeUnderTest {
    private static final Map<String, String> SMALL_DATABASE =
            Map.of("shared_buffers", "64MB", "max_wal_size", "256MB", "min_wal_size", "80MB");
    private static final Set<String> OF_THE_DEMO = Set.of("ascii", "bcd", "tls");
    private static final Set<String> HAS = Set.of(
            "certify-routes",
            "certify-registry",
            "certify-limits",
            "certify-keys",
            "certify-hot-cards",
            "certify-day",
            "certify-stand-in");
    private static final Duration LINKS_LIMIT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MIGRATING = 4; // connections that a migration takes at once, and one more

    private final Site site;
    private final Pkcs11Hsm hsm;
    private final Target target;

    private EmbeddedNode(Site site, Pkcs11Hsm hsm, Target target) {
        this.site = site;
        this.hsm = hsm;
        this.target = target;
    }

    /** Brings all of it up. */
    static EmbeddedNode start() throws Exception {
        Site site = Site.open(SMALL_DATABASE);
        try {
            Ports ports = FreePorts.forDoors();
            Map<String, Integer> doors = doors();
            String database = site.database().empty("certify");
            NodeCfg cfg = site.cfg("certify", database);
            new CertifyCfg(cfg.folder()).add(doors);
            register(site, database);
            site.demoIssuer(ports);
            site.node("certify", ports, cfg);
            Pkcs11Hsm hsm = token(site);
            EmbeddedNode node = new EmbeddedNode(site, hsm, target(site, ports, doors, hsm));
            LinksReady.await(ports.url(Door.HTTP, "/health"), LINKS_LIMIT);
            return node;
        } catch (Exception e) {
            site.close();
            throw e;
        }
    }

    /** A port for each door that the demo has not got. */
    private static Map<String, Integer> doors() throws IOException {
        List<String> names = org.pointwork.sim.pos.Door.names().stream()
                .filter(name -> !OF_THE_DEMO.contains(name))
                .sorted()
                .toList();
        List<Integer> free = FreePorts.take(names.size());
        Map<String, Integer> doors = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            doors.put(names.get(i), free.get(i));
        }
        return doors;
    }

    private static void register(Site site, String database) throws IOException, SQLException {
        Path registry = site.place().var().resolve("cfg-certify").resolve("registry.yml");
        try (var added = EmbeddedNode.class.getResourceAsStream("/certify/registry.yml")) {
            Files.write(registry, added.readAllBytes());
        }
        String password = Secrets.read(site.place().var().resolve("db-password"));
        try (HikariDataSource journal =
                Journal.pool(site.database().login().url(database), "pointwork", password, MIGRATING)) {
            Journal.migrate(journal);
            new RegistryImport(journal).write(RegistryReader.yaml(registry), true, false);
        }
    }

    private static Pkcs11Hsm token(Site site) {
        return Pkcs11Hsm.open(Pkcs11Config.of(
                site.keys().module(),
                DemoKeys.SIMULATORS_TOKEN,
                TokenPin.file(site.place().var().resolve("sim-token-pin"))));
    }

    private static Target target(Site site, Ports ports, Map<String, Integer> doors, Pkcs11Hsm hsm) throws IOException {
        Map<String, Integer> all = new HashMap<>(doors);
        all.put("ascii", ports.of(Door.ASCII));
        all.put("bcd", ports.of(Door.BCD));
        all.put("tls", ports.of(Door.TLS));
        TlsFiles tls =
                new TlsFiles(site.tls().client(), site.tls().trust(), site.tls().password());
        String bearer =
                Files.readString(site.place().var().resolve("operator-token")).strip();
        URI api = ports.url(Door.HTTP, "/");
        return new Target(
                Target.entrances("127.0.0.1", all, Optional.of(tls)),
                Optional.of(new NodeApi(api, bearer)),
                Optional.of(new IssuerControl(ports.url(Door.ISSUER_CONTROL, "/"))),
                HAS,
                TerminalKeys.of(Optional.of(hsm), Optional.of(hsm)),
                PATIENCE);
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public void close() throws IOException {
        hsm.close();
        site.close();
    }
}
