package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.NodeCfg;
import org.pointwork.bench.site.Site;

/** Brings up the arms that take requests, each with an issuer of its own. */
final class Stations {
    private static final Readiness READY = new Readiness.Line(FrameServer.READY);

    private final Site site;

    Stations(Site site) {
        this.site = site;
    }

    /** @throws IllegalStateException where one of its processes does not come up; its log says why */
    Station start(Arm arm) throws IOException, SQLException {
        return switch (arm) {
            case STOCK -> stock();
            case POINTWORK -> node(arm, false);
            case POINTWORK_FULL -> node(arm, true);
            case RELAY -> relay(arm, List.of());
            case RELAY_BATCHED -> relay(arm, List.of("batched"));
            case POSTGRES_CEILING -> throw new IllegalArgumentException("PostgreSQL alone takes no requests");
        };
    }

    private Station stock() throws IOException, SQLException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(Arm.STOCK, ports, false);
        String database = site.database().empty(Arm.STOCK.database());
        Role role = StockRole.of(
                site.place(), site.database().login(), database, ports.of(Door.ASCII), ports.of(Door.ISSUER));
        return station(ports, site.start(role, List.of()), issuer, Optional.of(Books.stock(database)), false);
    }

    private Station node(Arm arm, boolean sealed) throws IOException, SQLException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(arm, ports, sealed);
        String database = site.database().empty(arm.database());
        NodeCfg cfg = site.cfg(arm.label(), database);
        if (!sealed) {
            cfg.issuerWithoutMac();
        }
        Child process = site.node("bench-" + arm.label(), ports, cfg);
        return station(ports, process, issuer, Optional.of(Books.pointwork(database)), sealed);
    }

    private Station relay(Arm arm, List<String> how) throws IOException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(arm, ports, false);
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(ports.of(Door.ASCII)), Integer.toString(ports.of(Door.ISSUER))));
        arguments.addAll(how);
        Role role = new Role(
                "bench-" + arm.label(), RelayProcess.class.getName(), arguments, List.of("-Xmx256m"), Map.of(), READY);
        return station(ports, site.start(role, List.of()), issuer, Optional.empty(), false);
    }

    private static Station station(Ports ports, Child process, Child issuer, Optional<Books> books, boolean sealed) {
        return new Station(ports.of(Door.ASCII), Map.of(Station.SWITCH, process, "issuer", issuer), books, sealed);
    }

    private Child issuer(Arm arm, Ports ports, boolean sealed) throws IOException {
        return site.issuer("bench-issuer-" + arm.label(), ports, sealed);
    }
}
