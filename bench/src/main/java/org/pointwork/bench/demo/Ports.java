package org.pointwork.bench.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pointwork.bench.services.Door;

/** Which port each door of this demo has. */
public final class Ports {
    private static final int HIGHEST = 65_535;
    private final Map<Door, Integer> ports = new EnumMap<>(Door.class);

    /**
     * The usual ports, all moved by an offset, but for those named.
     *
     * @param named port by door label, as {@code --port} gives them; these are not moved
     * @throws IllegalArgumentException for a name that no door has, or a number that no port can have
     */
    public Ports(int offset, Map<String, Integer> named) {
        Map<Door, Integer> chosen = new EnumMap<>(Door.class);
        named.forEach((label, port) -> chosen.put(door(label), port));
        for (Door door : Door.values()) {
            int port = chosen.getOrDefault(door, door.usualPort() + offset);
            if (port < 1 || port > HIGHEST) {
                throw new IllegalArgumentException(door.label() + " cannot have port " + port + ": 1 to " + HIGHEST);
            }
            ports.put(door, port);
        }
    }

    private static Door door(String label) {
        return Door.named(label)
                .orElseThrow(() -> new IllegalArgumentException("no port is called \"" + label + "\"; there are "
                        + Arrays.stream(Door.values()).map(Door::label).collect(Collectors.joining(", "))));
    }

    public int of(Door door) {
        return ports.get(door);
    }

    public URI url(Door door, String path) {
        return URI.create("http://127.0.0.1:" + of(door) + path);
    }

    /** What to say about the first door that somebody else holds, or that two doors here share. */
    Optional<String> conflict() {
        Map<Integer, Door> seen = new HashMap<>();
        for (Map.Entry<Door, Integer> entry : ports.entrySet()) {
            Door other = seen.put(entry.getValue(), entry.getKey());
            if (other != null) {
                return Optional.of(other.label() + " and " + entry.getKey().label() + " cannot both have port "
                        + entry.getValue() + ".");
            }
            if (isTaken(entry.getValue())) {
                return Optional.of(
                        "Port %d (%s) is in use by another program. Stop that, or move this one: --port %s=N, "
                                        .formatted(
                                                entry.getValue(),
                                                entry.getKey().what(),
                                                entry.getKey().label())
                                + "or all with --port-offset N.");
            }
        }
        return Optional.empty();
    }

    private static boolean isTaken(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
