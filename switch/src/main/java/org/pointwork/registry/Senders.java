package org.pointwork.registry;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry in force on this node. Each node compares the version of what is stored with its own at a steady interval,
 * and reads the registry whole where they differ. A registry that cannot be read leaves the one before in force.
 */
public final class Senders {
    private static final Logger LOG = LoggerFactory.getLogger(Senders.class);

    private final Supplier<Registry> reader;
    private final LongSupplier version;
    private volatile Registry registry;

    /**
     * Reads it for the first time.
     *
     * @param version of what is stored now, by a question that costs next to nothing
     */
    public Senders(Supplier<Registry> reader, LongSupplier version) {
        this.reader = reader;
        this.version = version;
        this.registry = reader.get();
    }

    /** Nobody is registered, and nobody will be. */
    public static Senders none() {
        return new Senders(() -> Registry.EMPTY, () -> 0);
    }

    public Registry registry() {
        return registry;
    }

    /** Reads what is stored where that is another version. */
    public void refresh() {
        if (version.getAsLong() != registry.figures().version()) {
            reload();
        }
    }

    /** Reads what is stored. */
    public synchronized Registry.Figures reload() {
        registry = reader.get();
        LOG.info("registry: {}", registry.figures());
        return registry.figures();
    }
}
