package org.pointwork.sim.hsm;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.software.SoftwareHsm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A host-command HSM that listens on TCP. It holds a test master key that everybody may know, works with keys in the clear
 * in this process, and says so.
 */
public final class HsmSim implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HsmSim.class);
    private static final int BACKLOG = 64;

    private final ServerSocket door;
    private final int headerLength;
    private final SoftwareHsm engine;
    private final KeyShelf shelf;
    private final Desk desk;
    private final Set<HsmConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile HsmFault fault = new HsmFault.None();

    private HsmSim(ServerSocket door, int headerLength, TestLmk lmk) {
        this.door = door;
        this.headerLength = headerLength;
        this.engine = SoftwareHsm.open(Profile.DEVELOPMENT);
        this.shelf = new KeyShelf(lmk, engine);
        this.desk = new Desk(shelf);
    }

    /**
     * Begins to listen on 127.0.0.1.
     *
     * @param port 0 for any
     * @param headerLength characters of the message header
     */
    public static HsmSim start(int port, int headerLength, TestLmk lmk) throws IOException {
        ServerSocket door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        HsmSim sim = new HsmSim(door, headerLength, lmk);
        LOG.warn("SIMULATOR with a TEST LMK, check value {}: it protects nothing", lmk.checkValue());
        Thread.ofVirtual().name("hsm-sim-accept").start(sim::accept);
        return sim;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                socket.setTcpNoDelay(true);
                HsmConnection connection = new HsmConnection(socket, headerLength, desk, () -> fault);
                connections.add(connection);
                Thread.ofVirtual().name("hsm-sim").start(() -> {
                    connection.serve();
                    connections.remove(connection);
                });
            } catch (IOException e) {
                LOG.debug("accept: {}", e.getMessage());
            }
        }
    }

    /** From now on. */
    public void fault(HsmFault next) {
        fault = next;
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** The master key that its keys are under. */
    public TestLmk lmk() {
        return shelf.lmk();
    }

    @Override
    public void close() throws IOException {
        door.close();
        connections.forEach(HsmConnection::close);
        engine.close();
    }
}
