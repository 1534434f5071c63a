package org.pointwork.link;

import java.time.Duration;
import java.util.Optional;

/** Lets one at a time do what the nodes of a journal must not do at once. */
@FunctionalInterface
public interface Turns {
    /** For a node that shares its token with nobody. */
    Turns FREE = (_, _) -> Optional.of(() -> {});

    /** Held until it is closed, or its node has been gone for a while. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Waits for the turn.
     *
     * @param what what is to be done, by a name of its own
     * @return empty where another had it all the time, or nobody could be asked
     */
    Optional<Turn> take(String what, Duration atMost);
}
