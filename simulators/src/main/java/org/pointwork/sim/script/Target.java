package org.pointwork.sim.script;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.pos.TlsFiles;

/**
 * The node that scripts are run against.
 *
 * @param entrances by the door's name; a script that needs a door that is not there fails
 * @param api where states are asked for; without one, scripts that ask fail
 * @param issuer the simulator behind the node; without one, scripts that have it do something fail
 * @param has what the node was set up with, of what scripts say they need
 * @param keys without them, scripts with PIN or MAC fail
 * @param patience how long an answer, a close or a state is waited for where the script does not say
 */
public record Target(
        Map<String, Entrance> entrances,
        Optional<NodeApi> api,
        Optional<IssuerControl> issuer,
        Set<String> has,
        TerminalKeys keys,
        Duration patience) {
    /** Where a script comes in that names no door. */
    static final String USUAL_DOOR = "ascii";

    public Target {
        entrances = Map.copyOf(entrances);
        has = Set.copyOf(has);
    }

    /** A door and where it is. */
    public record Entrance(Door door, InetSocketAddress address) {}

    /** A node whose doors are as {@link Door#named} has them, all on one host. */
    public static Target of(
            String host,
            Map<String, Integer> ports,
            Optional<TlsFiles> tls,
            Optional<NodeApi> api,
            TerminalKeys keys,
            Duration patience) {
        return new Target(entrances(host, ports, tls), api, Optional.empty(), Set.of(), keys, patience);
    }

    /**
     * The standard doors on one host.
     *
     * @param tls without it, doors with TLS are left out
     */
    public static Map<String, Entrance> entrances(String host, Map<String, Integer> ports, Optional<TlsFiles> tls) {
        Map<String, Entrance> entrances = new HashMap<>();
        ports.forEach((name, port) -> Door.named(name, tls)
                .ifPresent(door -> entrances.put(name, new Entrance(door, new InetSocketAddress(host, port)))));
        return entrances;
    }

    Entrance entrance(String door) {
        Entrance entrance = entrances.get(door);
        if (entrance == null) {
            throw new IllegalStateException("the door " + door + " is not given, or lacks its TLS files");
        }
        return entrance;
    }
}
