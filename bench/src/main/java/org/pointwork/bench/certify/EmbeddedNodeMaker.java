package org.pointwork.bench.certify;

import org.pointwork.sim.certify.NodeUnderTest;

/** Found by {@link java.util.ServiceLoader} when {@code sim certify --embedded} asks for a node. */
public final class EmbeddedNodeMaker implements NodeUnderTest.Maker {
    @Override
    public NodeUnderTest start() throws Exception {
        return EmbeddedNode.start();
    }
}
