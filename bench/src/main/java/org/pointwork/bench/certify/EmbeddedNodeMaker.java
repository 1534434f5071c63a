package org.pointwork.bench.certify;

import java.util.logging.Level;
import java.util.logging.LogManager;
import org.pointwork.sim.certify.NodeUnderTest;

/** Found by {@link java.util.ServiceLoader} when {@code sim certify --embedded} asks for a node. */
public final class EmbeddedNodeMaker implements NodeUnderTest.Maker {
    @Override
    public NodeUnderTest start() throws Exception {
        LogManager.getLogManager().getLogger("").setLevel(Level.WARNING); // the table says what goes well
        return EmbeddedNode.start();
    }
}
