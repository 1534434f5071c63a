package org.pointwork.replica;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.journal.Journal;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.JournalReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets the replica up, keeps its partitions ahead, and knows how far behind it is. Authorization never waits for it: a
 * replica that is away is set up or caught up when it comes back.
 */
public final class Replica implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);
    private static final String SUBSCRIPTION = "pointwork_replica";
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(1);

    /** Where the replica is, and how its server reaches the journal's ({@code source}, a libpq connection string). */
    public record Settings(String url, String user, String password, String source, String sourcePassword) {
        private String connection() {
            return source + " password='" + sourcePassword + "'";
        }

        @Override
        public String toString() {
            return url;
        }
    }

    /**
     * How the replica stands, as the journal's server sees it.
     *
     * @param state {@code streaming}, {@code down}, {@code not set up}, or PostgreSQL's word for a slot it gave up
     * @param lagBytes WAL that the replica has not confirmed, -1 where it is not known
     */
    public record Status(String state, long lagBytes) {}

    private final HikariDataSource journal;
    private final Settings settings;
    private final Clock clock;
    private final Thread keeper;
    private volatile Optional<HikariDataSource> copy = Optional.empty();
    private volatile boolean open = true;

    public Replica(HikariDataSource journal, Settings settings, Clock clock) {
        this.journal = journal;
        this.settings = settings;
        this.clock = clock;
        this.keeper = Thread.ofPlatform().daemon().name("replica").start(this::keep);
    }

    /** Queries to the copy, nothing while it cannot be reached. */
    public Optional<JournalReader> reader() {
        return copy.map(JournalReader::new);
    }

    private void keep() {
        while (open) {
            try {
                HikariDataSource database = copy.orElseGet(this::connect);
                Journal.ensureDays(database, LocalDate.now(clock));
                copy = Optional.of(database);
                pause(PARTITIONS_EVERY);
            } catch (RuntimeException e) {
                LOG.warn("replica is not there: {}", e.getMessage());
                pause(RETRY);
            }
        }
    }

    private HikariDataSource connect() {
        HikariDataSource database = Journal.pool(settings.url(), settings.user(), settings.password(), 2);
        try {
            Journal.migrate(database);
            Journal.ensureDays(database, LocalDate.now(clock));
            subscribe(database);
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** An old subscription is pointed to where the journal is now: it may have moved, or have another password. */
    private void subscribe(HikariDataSource database) {
        try (Connection replica = database.getConnection();
                Statement statement = replica.createStatement()) {
            String source = " connection '" + settings.connection().replace("'", "''") + "'";
            statement.execute(
                    isSubscribed(statement)
                            ? "alter subscription " + SUBSCRIPTION + source
                            : "create subscription " + SUBSCRIPTION + source + " publication pointwork");
        } catch (SQLException e) {
            throw new JournalException("the replica cannot subscribe: " + e.getSQLState(), e);
        }
    }

    private static boolean isSubscribed(Statement statement) throws SQLException {
        try (ResultSet found =
                statement.executeQuery("select 1 from pg_subscription where subname = '" + SUBSCRIPTION + "'")) {
            return found.next();
        }
    }

    /** Asks the journal's server; never throws. */
    public Status status() {
        String sql = """
                select active, wal_status, pg_wal_lsn_diff(pg_current_wal_lsn(), confirmed_flush_lsn)
                  from pg_replication_slots where slot_name = ?""";
        try (Connection connection = journal.getConnection();
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, SUBSCRIPTION);
            try (ResultSet slot = select.executeQuery()) {
                if (!slot.next()) {
                    return new Status("not set up", -1);
                }
                boolean lost = "lost".equals(slot.getString(2));
                return new Status(lost ? "lost" : slot.getBoolean(1) ? "streaming" : "down", slot.getLong(3));
            }
        } catch (SQLException e) {
            return new Status("unknown", -1);
        }
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        keeper.interrupt();
        copy.ifPresent(HikariDataSource::close);
    }
}
