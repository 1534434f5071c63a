package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.load.Handover;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.NodeCfg;
import org.pointwork.bench.site.Site;
import org.pointwork.bench.yardstick.Station.Books;
import org.pointwork.bench.yardstick.stock.StockProcess;

/** Brings up the arms, each with an issuer, and all on one database server. They stay up, warm, until the end. */
final class Yard {
    private static final Readiness READY = new Readiness.Line(FrameServer.READY);
    private static final List<String> DEPLOYED = List.of(
            "00_logger.xml",
            "10_database.xml",
            "20_issuer-channel.xml",
            "21_issuer-mux.xml",
            "30_txnmgr.xml",
            "40_server.xml");

    private final Site site;

    Yard(Site site) {
        this.site = site;
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
        Child process = site.start(
                new Role(
                        "bench-stock",
                        StockProcess.class.getName(),
                        List.of(deploy.toString()),
                        List.of(site.place().jvmOptions()), // as the node has it
                        Map.of(
                                "STOCK_PORT",
                                Integer.toString(ports.of(Door.ASCII)),
                                "STOCK_DATABASE",
                                site.database().url(name),
                                "STOCK_PASSWORD_FILE",
                                site.database().passwordFile().toString(),
                                "STOCK_POOL",
                                "32",
                                Door.ISSUER.variable(),
                                Integer.toString(ports.of(Door.ISSUER))),
                        READY),
                List.of());
        return station(ports, process, issuer, Optional.of(new Books(name, Books.STOCK)), false);
    }

    private Path deployStock() throws IOException {
        Path deploy =
                Files.createDirectories(site.place().var().resolve("stock-jpos").resolve("deploy"));
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
        NodeCfg cfg = site.cfg(arm.label(), name);
        if (!sealed) {
            cfg.issuerWithoutMac();
        }
        Child process = site.node("bench-" + arm.label(), ports, cfg);
        return station(ports, process, issuer, Optional.of(new Books(name, Books.POINTWORK)), sealed);
    }

    private Station relay() throws IOException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(Arm.RELAY, ports, false);
        Child process = site.start(
                new Role(
                        "bench-relay",
                        RelayProcess.class.getName(),
                        List.of(Integer.toString(ports.of(Door.ASCII)), Integer.toString(ports.of(Door.ISSUER))),
                        List.of("-Xmx256m"),
                        Map.of(),
                        READY),
                List.of());
        return station(ports, process, issuer, Optional.empty(), false);
    }

    private static Station station(Ports ports, Child process, Child issuer, Optional<Books> books, boolean sealed) {
        return new Station(ports.of(Door.ASCII), Map.of(Station.SWITCH, process, "issuer", issuer), books, sealed);
    }

    private Child issuer(Arm arm, Ports ports, boolean sealed) throws IOException {
        return site.issuer("bench-issuer-" + arm.label(), ports, sealed);
    }

    /** An empty database for an arm; its name. */
    String database(Arm arm) throws IOException, SQLException {
        String name = "bench_" + arm.label();
        site.database().empty(name);
        return name;
    }

    /** What a terminal of a sealed arm needs: its PIN key and its MAC key, as lines. */
    List<String> terminalKeys() {
        return List.of(Handover.line(site.key("tpk.demo")), Handover.line(site.key("tak.demo")));
    }
}
