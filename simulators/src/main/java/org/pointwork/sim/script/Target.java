package org.pointwork.sim.script;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.pos.TlsFiles;

/**
 * The node that scripts are run against.
 *
 * @param host of all its doors
 * @param ports by the door's name; a script that needs a door that is not there fails
 * @param tls what the {@code tls} door needs
 * @param api where states are asked for; without one, scripts that ask fail
 * @param keys without them, scripts with PIN or MAC fail
 * @param patience how long an answer, a close or a state is waited for where the script does not say
 */
public record Target(
        String host,
        Map<String, Integer> ports,
        Optional<TlsFiles> tls,
        Optional<NodeApi> api,
        TerminalKeys keys,
        Duration patience) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** One ASCII door and nothing else. */
    public static Target ascii(String host, int port) {
        return new Target(host, Map.of("ascii", port), Optional.empty(), Optional.empty(), TerminalKeys.NONE, PATIENCE);
    }

    /** A node on 127.0.0.1 at the ports of the demo. */
    public static Target demo(Optional<TlsFiles> tls, Optional<NodeApi> api, TerminalKeys keys) {
        Map<String, Integer> ports = Map.of("ascii", 8583, "bcd", 8584, "tls", 8585);
        return new Target("127.0.0.1", ports, tls, api, keys, PATIENCE);
    }

    Door door(String name) {
        return switch (name) {
            case "ascii" -> Door.ascii();
            case "bcd" -> Door.bcd();
            case "tls" -> Door.tls(tls.orElseThrow(() -> new IllegalStateException("the tls door needs TLS files")));
            default -> throw new IllegalArgumentException("there is no door " + name);
        };
    }

    InetSocketAddress address(String door) {
        Integer port = ports.get(door);
        if (port == null) {
            throw new IllegalStateException("no port is given for the door " + door);
        }
        return new InetSocketAddress(host, port);
    }
}
