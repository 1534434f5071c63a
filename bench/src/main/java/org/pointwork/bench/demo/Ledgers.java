package org.pointwork.bench.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.locks.LockSupport;
import org.pointwork.bench.services.Database;
import org.pointwork.bench.services.DatabaseLogin;
import org.pointwork.bench.services.Door;

/** The three books that must say the same: the issuer's, the switch's journal, and the bank's copy of it. */
final class Ledgers {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String POSTED = "select coalesce(sum(posted_minor), 0) from posting where received_at >= ?";

    private final Place place;
    private final Ports ports;
    private final Instant since;

    /** @param since what was received earlier is not counted: the issuer simulator begins with an empty book */
    Ledgers(Place place, Ports ports, Instant since) {
        this.place = place;
        this.ports = ports;
        this.since = since;
    }

    /** Net debits of all cards in minor units. */
    record Totals(long issuer, long journal, long replica) {
        boolean agree() {
            return issuer == journal && journal == replica;
        }
    }

    /**
     * Looks until all agree, or for as long as the limit: reversals and replication take a moment, and so does a database
     * that is just being started again.
     *
     * @throws IOException where the issuer, and SQLException where a database still doesn't answer at the end
     */
    Totals settle(Duration limit) throws IOException, SQLException {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            boolean last = System.nanoTime() >= end;
            try {
                Totals totals = look();
                if (totals.agree() || last) {
                    return totals;
                }
            } catch (IOException | SQLException e) {
                if (last) {
                    throw e;
                }
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Totals look() throws IOException, SQLException {
        JsonNode issuer = new ObjectMapper().readTree(Http.get(ports.url(Door.ISSUER_CONTROL, "/ledger")));
        return new Totals(issuer.get("postedMinor").asLong(), posted(Door.JOURNAL), posted(Door.REPLICA));
    }

    private long posted(Door database) throws IOException, SQLException {
        try (Connection connection = login(database).owner(Database.NAME);
                PreparedStatement statement = connection.prepareStatement(POSTED)) {
            statement.setObject(1, since.atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** Makes both servers write out all that they hold in memory, so that a search of the disk misses nothing. */
    void writeOut() throws IOException, SQLException {
        for (Door database : new Door[] {Door.JOURNAL, Door.REPLICA}) {
            try (Connection connection = login(database).superuser();
                    PreparedStatement statement = connection.prepareStatement("checkpoint")) {
                statement.execute();
            }
        }
    }

    private DatabaseLogin login(Door database) {
        return new DatabaseLogin(place.var(), ports.of(database));
    }
}
