package org.pointwork.route;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.pointwork.model.Pan;

/**
 * The table in force. Another takes its place as a whole and only if it can be used: a payment is decided by one table or
 * by the other, and a file that cannot be read changes nothing.
 */
public final class Routes {
    private final Supplier<RouteTable> reader;
    private final Predicate<String> reachable;
    private final Clock clock;
    private volatile RouteTable table;
    private volatile Status status;

    /**
     * What an operator wants to know.
     *
     * @param refused what was wrong with a table that was to take its place since, nothing where none was refused
     */
    public record Status(String version, int routes, Instant since, Optional<String> refused) {}

    /**
     * @param first in force until another is
     * @param reader makes a table of what the configuration says now; throws a sentence where it cannot
     * @param reachable whether a partner has a link that is ready
     */
    public Routes(RouteTable first, Supplier<RouteTable> reader, Predicate<String> reachable, Clock clock) {
        this.reader = reader;
        this.reachable = reachable;
        this.clock = clock;
        inForce(first);
    }

    public Optional<Routed> decide(Pan pan, Payment payment) {
        return table.decide(pan, payment, reachable);
    }

    /** Reads the configuration as {@link #reload} would, and changes nothing. */
    public Status check() {
        RouteTable read = reader.get();
        return new Status(read.version(), read.size(), clock.instant(), Optional.empty());
    }

    /**
     * Puts what the configuration says now in force.
     *
     * @throws RuntimeException saying what is wrong with it; the table in force stays so
     */
    public synchronized Status reload() {
        try {
            inForce(reader.get());
        } catch (RuntimeException e) {
            status = new Status(status.version(), status.routes(), status.since(), Optional.of(e.getMessage()));
            throw e;
        }
        return status;
    }

    public Status status() {
        return status;
    }

    private void inForce(RouteTable read) {
        table = read;
        status = new Status(read.version(), read.size(), clock.instant(), Optional.empty());
    }
}
