package org.pointwork.sim.certify;

import java.util.Optional;
import java.util.ServiceLoader;
import org.pointwork.sim.script.Target;

/** A node that is brought up for a run of the pack, with all that scripts can need, and goes when it is closed. */
public interface NodeUnderTest extends AutoCloseable {
    /** Whoever can bring one up is found by {@link ServiceLoader}. */
    interface Maker {
        /** Comes back when the node serves. */
        NodeUnderTest start() throws Exception;
    }

    Target target();

    /** The maker that is on the class path, if any is. */
    static Optional<Maker> maker() {
        return ServiceLoader.load(Maker.class).findFirst();
    }
}
