package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.demo.Roles;
import org.pointwork.bench.load.Handover;
import org.pointwork.bench.services.ClearKeys.ClearKey;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.services.SecretFile;
import org.pointwork.bench.services.TlsMaterial;
import org.pointwork.bench.yardstick.Station.Books;
import org.pointwork.bench.yardstick.stock.StockProcess;

/** Brings up the arms, each with an issuer, and all on one database server. They stay up, warm, until the end. */
final class Yard implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Readiness READY = new Readiness.Line(FrameServer.READY);
    private static final List<String> DEPLOYED = List.of(
            "00_logger.xml",
            "10_database.xml",
            "20_issuer-channel.xml",
            "21_issuer-mux.xml",
            "30_txnmgr.xml",
            "40_server.xml");

    private final Place place;
    private final YardDatabase database;
    private final DemoKeys keys;
    private final List<Child> children = new ArrayList<>();

    private Yard(Place place, YardDatabase database, DemoKeys keys) {
        this.place = place;
        this.database = database;
        this.keys = keys;
    }

    static Yard open(Place place) throws IOException, SQLException {
        for (String secret : List.of("operator-token", "db-password", "db-superuser-password", "broker-password")) {
            SecretFile.ensure(place.var().resolve(secret));
        }
        TlsMaterial.ensure(place.var().resolve("tls"));
        YardDatabase database =
                YardDatabase.start(place.var(), FreePorts.take(1).getFirst());
        return new Yard(place, database, DemoKeys.load(place.var()));
    }

    YardDatabase database() {
        return database;
    }

    /** @throws IllegalStateException where one of its processes does not come up; its log says why */
    Station start(Arm arm) throws IOException, SQLException {
        return switch (arm) {
            case STOCK -> stock();
            case POINTWORK -> node(arm, false);
            case POINTWORK_FULL -> node(arm, true);
            case RELAY -> relay();
            case POSTGRES_CEILING -> throw new IllegalArgumentException("PostgreSQL alone takes no requests");
        };
    }

    private Station stock() throws IOException, SQLException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(Arm.STOCK, ports, false);
        String name = database(Arm.STOCK);
        Path deploy = deployStock();
        Child process = started(new Role(
                "bench-stock",
                StockProcess.class.getName(),
                List.of(deploy.toString()),
                List.of(place.jvmOptions()), // as the node has it
                Map.of(
                        "STOCK_PORT",
                        Integer.toString(ports.of(Door.ASCII)),
                        "STOCK_DATABASE",
                        database.url(name),
                        "STOCK_PASSWORD_FILE",
                        database.passwordFile().toString(),
                        "STOCK_POOL",
                        "32",
                        Door.ISSUER.variable(),
                        Integer.toString(ports.of(Door.ISSUER))),
                READY));
        return station(ports, process, issuer, Optional.of(new Books(name, Books.STOCK)), false);
    }

    private Path deployStock() throws IOException {
        Path deploy = Files.createDirectories(place.var().resolve("stock-jpos").resolve("deploy"));
        for (String file : DEPLOYED) {
            try (InputStream content = Yard.class.getResourceAsStream("/stock-jpos/deploy/" + file)) {
                Files.copy(content, deploy.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return deploy;
    }

    private Station node(Arm arm, boolean sealed) throws IOException, SQLException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(arm, ports, sealed);
        String name = database(arm);
        NodeCfg cfg = NodeCfg.copy(place.root().resolve("cfg"), place.var().resolve("cfg-" + arm.label()))
                .database(database.url(name));
        if (!sealed) {
            cfg.issuerWithoutMac();
        }
        Child process = started(new Roles(place, ports).node("bench-" + arm.label(), keys, cfg.folder()));
        return station(ports, process, issuer, Optional.of(new Books(name, Books.POINTWORK)), sealed);
    }

    private Station relay() throws IOException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(Arm.RELAY, ports, false);
        Child process = started(new Role(
                "bench-relay",
                RelayProcess.class.getName(),
                List.of(Integer.toString(ports.of(Door.ASCII)), Integer.toString(ports.of(Door.ISSUER))),
                List.of("-Xmx256m"),
                Map.of(),
                READY));
        return station(ports, process, issuer, Optional.empty(), false);
    }

    private static Station station(Ports ports, Child process, Child issuer, Optional<Books> books, boolean sealed) {
        return new Station(ports.of(Door.ASCII), Map.of(Station.SWITCH, process, "issuer", issuer), books, sealed);
    }

    private Child issuer(Arm arm, Ports ports, boolean sealed) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(ports.of(Door.ISSUER)));
        arguments.add(Integer.toString(ports.of(Door.ISSUER_BACKUP)));
        List<String> handedOver = new ArrayList<>();
        if (sealed) {
            arguments.add("sealed");
            handedOver.add(key("zak.issuer-demo"));
        }
        return started(
                new Role(
                        "bench-issuer-" + arm.label(),
                        IssuerProcess.class.getName(),
                        arguments,
                        List.of("-Xmx256m", "-XX:+UseSerialGC"),
                        Map.of(),
                        READY),
                handedOver);
    }

    /** An empty database for an arm; its name. */
    String database(Arm arm) throws IOException, SQLException {
        String name = "bench_" + arm.label();
        database.empty(name);
        return name;
    }

    /** What a terminal of a sealed arm needs: its PIN key and its MAC key, as lines. */
    List<String> terminalKeys() {
        return List.of(key("tpk.demo"), key("tak.demo"));
    }

    private String key(String label) {
        return keys.shared().all().stream()
                .filter(key -> key.name().label().equals(label))
                .map(ClearKey::value)
                .map(Handover::line)
                .findFirst()
                .orElseThrow();
    }

    private Child started(Role role) throws IOException {
        return started(role, List.of());
    }

    private Child started(Role role, List<String> handedOver) throws IOException {
        Child child = Child.start(role, place);
        children.add(child);
        for (String line : handedOver) {
            child.tell(line);
        }
        try {
            child.ready().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return child;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(role.name() + " does not come up; see " + place.log(role.name()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        children.reversed().forEach(child -> child.stop(STOP_LIMIT));
        keys.close();
        database.close();
    }
}
