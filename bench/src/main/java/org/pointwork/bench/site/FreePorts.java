package org.pointwork.bench.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.services.Door;

/** Ports that nobody has now: a benchmark may run beside a demo, and two nodes beside each other. */
public final class FreePorts {
    private FreePorts() {}

    public static List<Integer> take(int count) throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                held.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : held) {
                socket.close();
            }
        }
    }

    /** One for each door. */
    public static Ports forDoors() throws IOException {
        List<Integer> free = take(Door.values().length);
        Map<String, Integer> named = new TreeMap<>();
        for (Door door : Door.values()) {
            named.put(door.label(), free.get(door.ordinal()));
        }
        return new Ports(0, named);
    }
}
