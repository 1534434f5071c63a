package org.pointwork.bench.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.services.BrokerProcess;
import org.pointwork.bench.services.DatabasesProcess;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.services.NodeProcess;
import org.pointwork.sim.SimCommand;

/** The demo's processes. */
public final class Roles {
    /** A small process lives short and starts beside others on two cores: it is compiled once, and lightly. */
    private static final List<String> SMALL = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Readiness READY = new Readiness.Line("READY");

    private final Place place;
    private final Ports ports;

    public Roles(Place place, Ports ports) {
        this.place = place;
        this.ports = ports;
    }

    Role databases() {
        return new Role(
                "databases", DatabasesProcess.class.getName(), List.of(), small("-Xmx256m"), environment(), READY);
    }

    Role broker() {
        return new Role("broker", BrokerProcess.class.getName(), List.of(), small("-Xmx256m"), environment(), READY);
    }

    /** The issuer simulator. */
    public Role issuer(DemoKeys keys) {
        return new Role(
                "issuer",
                SimCommand.class.getName(),
                List.of(
                        "issuer",
                        "--primary-port=" + ports.of(Door.ISSUER),
                        "--backup-port=" + ports.of(Door.ISSUER_BACKUP),
                        "--control-port=" + ports.of(Door.ISSUER_CONTROL),
                        "--pkcs11-module=" + keys.module(),
                        "--token=" + DemoKeys.SIMULATORS_TOKEN,
                        "--token-pin-file=" + place.var().resolve("sim-token-pin")),
                small("-Xmx256m"),
                environment(keys),
                new Readiness.Answers(ports.url(Door.ISSUER_CONTROL, "/health")));
    }

    Role node(DemoKeys keys) {
        return node("node", keys, place.root().resolve("cfg"));
    }

    /** A node with a configuration of its own. */
    public Role node(String name, DemoKeys keys, Path cfg) {
        return new Role(
                name,
                NodeProcess.class.getName(),
                List.of("--cfg", cfg.toString()),
                List.of(place.jvmOptions()),
                environment(keys),
                new Readiness.Answers(ports.url(Door.HTTP, "/health")));
    }

    private static List<String> small(String heap) {
        List<String> options = new ArrayList<>(SMALL);
        options.add(heap);
        return options;
    }

    /** What each process is told: where everything listens, and where things are kept. */
    private Map<String, String> environment() {
        Map<String, String> variables = new HashMap<>();
        for (Door door : Door.values()) {
            variables.put(door.variable(), Integer.toString(ports.of(door)));
        }
        variables.put("PW_VAR", place.var().toString());
        variables.put("PW_REPLICA_USER", "pointwork"); // no superuser is needed
        return variables;
    }

    private Map<String, String> environment(DemoKeys keys) {
        Map<String, String> variables = environment();
        variables.put("SOFTHSM2_CONF", keys.configFile().toString());
        variables.put("PW_PKCS11_MODULE", keys.module().toString());
        return variables;
    }
}
