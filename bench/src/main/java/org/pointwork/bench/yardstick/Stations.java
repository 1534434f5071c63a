package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.demo.Roles;
import org.pointwork.bench.services.Door;

/** Brings up the arms that take requests, each with an issuer of its own. */
final class Stations {
    private static final Readiness READY = new Readiness.Line(FrameServer.READY);

    private final Yard yard;

    Stations(Yard yard) {
        this.yard = yard;
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
        String database = yard.database().empty(Arm.STOCK);
        Role role = StockRole.of(
                yard.place(), yard.database().login(), database, ports.of(Door.ASCII), ports.of(Door.ISSUER));
        return station(ports, yard.started(role, List.of()), issuer, Optional.of(Books.stock(database)), false);
    }

    private Station node(Arm arm, boolean sealed) throws IOException, SQLException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(arm, ports, sealed);
        String database = yard.database().empty(arm);
        Place place = yard.place();
        NodeCfg cfg = NodeCfg.copy(place.root().resolve("cfg"), place.var().resolve("cfg-" + arm.label()))
                .database(yard.database().login().url(database));
        if (!sealed) {
            cfg.issuerWithoutMac();
        }
        Role role = new Roles(place, ports).node("bench-" + arm.label(), yard.keys(), cfg.folder());
        return station(ports, yard.started(role, List.of()), issuer, Optional.of(Books.pointwork(database)), sealed);
    }

    private Station relay(Arm arm, List<String> how) throws IOException {
        Ports ports = FreePorts.forDoors();
        Child issuer = issuer(arm, ports, false);
        List<String> arguments = new ArrayList<>(
                List.of(Integer.toString(ports.of(Door.ASCII)), Integer.toString(ports.of(Door.ISSUER))));
        arguments.addAll(how);
        Role role = new Role(
                "bench-" + arm.label(), RelayProcess.class.getName(), arguments, List.of("-Xmx256m"), Map.of(), READY);
        return station(ports, yard.started(role, List.of()), issuer, Optional.empty(), false);
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
            handedOver.add(yard.keyLine("zak.issuer-demo"));
        }
        Role role = new Role(
                "bench-issuer-" + arm.label(),
                IssuerProcess.class.getName(),
                arguments,
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                Map.of(),
                READY);
        return yard.started(role, handedOver);
    }
}
