package org.pointwork.sim.script;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pointwork.sim.pos.PosClient;

/** The connections of one case: one that has no name, and any number that have. One of them is in use. */
final class Lines implements AutoCloseable {
    private static final String UNNAMED = "";

    private final Target target;
    private final Map<String, String> doors = new HashMap<>(Map.of(UNNAMED, Target.USUAL_DOOR));
    private final Map<String, PosClient> clients = new HashMap<>();
    private String inUse = UNNAMED;

    Lines(Target target) {
        this.target = target;
    }

    /** From here on through this door, over a new connection; one of this name that was open is closed. */
    void enter(String door, String name) {
        PosClient before = clients.remove(name);
        if (before != null) {
            before.close();
        }
        doors.put(name, door);
        inUse = name;
    }

    /** Back to a connection that stayed open. */
    void use(String name) {
        inUse = name;
    }

    /** The connection in use, made anew where there is none or the node closed it. */
    PosClient client() throws IOException {
        PosClient open = clients.get(inUse);
        if (open == null || !open.isOpen()) {
            Target.Entrance entrance = target.entrance(doors.get(inUse));
            open = PosClient.open(entrance.door(), entrance.address(), target.keys());
            clients.put(inUse, open);
        }
        return open;
    }

    /** The connection in use, as it is: closed, perhaps. */
    Optional<PosClient> current() {
        return Optional.ofNullable(clients.get(inUse));
    }

    @Override
    public void close() {
        clients.values().forEach(PosClient::close);
    }
}
