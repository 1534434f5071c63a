package org.pointwork.bench.services;

import org.pointwork.node.Main;
import org.pointwork.sim.ParentWatch;

/** A node as the demo runs it: the production main, and the habit of ending when its parent does. */
public final class NodeProcess {
    private NodeProcess() {}

    public static void main(String[] args) {
        ParentWatch.startIfAsked();
        Main.main(args);
    }
}
