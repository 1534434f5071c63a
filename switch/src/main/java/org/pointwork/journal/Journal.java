package org.pointwork.journal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.pointwork.journal.EarlyReversals.EarlyReversal;

/**
 * What the switch promised, durably. Two writers commit in groups: one takes claims, one takes outcomes, so that a
 * burst of new requests does not keep answers waiting.
 */
public final class Journal implements AutoCloseable {
    private static final int DAYS_BEHIND = 7;
    private static final int DAYS_AHEAD = 7;
    private static final Duration EXPIRY_LOOK = Duration.ofMillis(20);
    private static final String DAYS = """
            select to_date(substr(relname, 9), 'YYYYMMDD') from pg_class
             where relname ~ '^request_[0-9]{8}$' and relkind = 'r' order by 1""";
    private static final int FOLLOWED_DAYS = 90;

    /** Tables of days that are not part of the journal any more: gigabytes that nobody waits for while they go. */
    private static final String TAKEN_OUT = """
            select relname from pg_class
             where relname ~ '^dropped_(request|event)_[0-9]{8}$' and relkind = 'r' order by 1""";

    private static final Duration REMEMBERED = Duration.ofDays(30);

    /** A day of velocity rules, and one more for what is reversed after midnight. */
    private static final Duration COUNTED = Duration.ofDays(2);

    /**
     * Where it is and what it may take.
     *
     * @param node whose requests are claimed and recovered through it, 0 to 63
     */
    public record Settings(
            String url, String user, String password, int node, int readConnections, int maxQueue, Duration maxWait) {

        @Override
        public String toString() {
            return url;
        }
    }

    /** Depths and counts for metrics and health. */
    public record Figures(int claimsWaiting, int outcomesWaiting, long commits, long operations, boolean healthy) {}

    private final HikariDataSource database; // for reading, and for what is not on the path of a payment
    private final HikariDataSource writers; // a connection for each of the three, that no other query can take
    private final GroupCommit<ClaimBatch.Operation, Claim.Result> claims;
    private final GroupCommit<Settlement, Boolean> outcomes;
    private final GroupCommit<List<Use>, List<Use.Total>> totals;
    private final Thread clockwork;
    private final OpenRequests openRequests;
    private final JournalReader reader;
    private final FollowUps followUps;
    private final HotCardStore hotCards;
    private final TurnStore turns;
    private final LegStore legs;
    private final Outbox outbox;
    private final DayStore days;
    private final ReconciliationStore reconciliations;
    private final UnmatchedReplies unmatched;
    private final Clock clock;

    private Journal(HikariDataSource database, HikariDataSource writers, Settings settings, PanSeal seal, Clock clock) {
        this.database = database;
        this.writers = writers;
        this.clock = clock;
        this.claims = new GroupCommit<>(
                "claims",
                writers,
                settings.maxQueue(),
                settings.maxWait(),
                new ClaimBatch(settings.node(), seal, clock));
        this.outcomes = new GroupCommit<>(
                "outcomes", writers, settings.maxQueue(), settings.maxWait(), new SettleBatch(settings.node()));
        this.totals = new GroupCommit<>("velocity", writers, settings.maxQueue(), settings.maxWait(), Uses::totals);
        this.clockwork = Thread.ofPlatform().name("journal-expiry").daemon().start(this::expire);
        this.openRequests = new OpenRequests(database, settings.node(), seal);
        this.reader = new JournalReader(database);
        this.followUps = new FollowUps(database, reader);
        this.hotCards = new HotCardStore(database);
        this.turns = new TurnStore(database, settings.node());
        this.legs = new LegStore(database);
        this.outbox = new Outbox(database);
        this.days = new DayStore(database, clock);
        this.reconciliations = new ReconciliationStore(database);
        this.unmatched = new UnmatchedReplies(database, clock);
    }

    /**
     * Connects, brings the schema up to date and makes the partitions of the days around today.
     *
     * @param seal asked at the first claim, and not before
     */
    public static Journal open(Settings settings, PanSeal seal, Clock clock) {
        HikariDataSource database =
                pool(settings.url(), settings.user(), settings.password(), settings.readConnections());
        try {
            migrate(database);
            HikariDataSource writers = pool(settings.url(), settings.user(), settings.password(), 3);
            Journal journal = new Journal(database, writers, settings, seal, clock);
            journal.ensureDays();
            journal.openRequests.begin();
            return journal;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /**
     * A pool whose connections never wait long: a step that cannot have one says so at once.
     *
     * @throws JournalException where the database cannot be reached within 20 s
     */
    public static HikariDataSource pool(String url, String user, String password, int size) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(2, size));
        config.setConnectionTimeout(2_000);
        config.setInitializationFailTimeout(20_000);
        config.addDataSourceProperty("ApplicationName", "pointwork");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketTimeout", "30");
        config.addDataSourceProperty("logServerErrorDetail", "false"); // details quote rows
        try {
            return new HikariDataSource(config);
        } catch (HikariPool.PoolInitializationException e) {
            throw new JournalException(e.getMessage(), e);
        }
    }

    /** The same schema on the journal and on its replica. */
    public static void migrate(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/journal")
                .load()
                .migrate();
    }

    /** @throws JournalException where it cannot be durable now: refuse the request */
    public Claim.Result claim(Claim claim) {
        return claims.submitIfHealthy(new ClaimBatch.Operation.Take(claim));
    }

    /**
     * Makes durable that a claimed request goes to another partner than its claim says. Only for one that never left this
     * node, and before it does.
     *
     * @param uses what it takes and gives back of velocity rules by that
     * @throws JournalException where it is not: it may go nowhere else
     */
    public void redirect(RequestRow request, List<Use> uses) {
        claims.submitIfHealthy(new ClaimBatch.Operation.Redirect(request, uses));
    }

    /**
     * What all nodes have counted by now, in the order of what is asked for.
     *
     * @throws JournalException where it cannot be read now
     */
    public List<Use.Total> totals(List<Use> of) {
        return totals.submitIfHealthy(of);
    }

    /** Remembers the reversal of an original that has not come; {@link Claim.Result.AlreadyReversed} when it does. */
    public void rememberReversal(String acquirer, String terminalId, JournalReader.OriginalKey key) {
        claims.submit(new ClaimBatch.Operation.RememberReversal(EarlyReversal.of(acquirer, terminalId, key)));
    }

    /**
     * Commits what became of a transaction.
     *
     * @return false where the request had got its outcome from elsewhere before: this one was not written
     * @throws JournalException where it is not known to be durable: nothing that depends on it may be said
     */
    public boolean settle(Settlement settlement) {
        return outcomes.submit(settlement);
    }

    /** As {@link #settle}, and fails at once while the database cannot be written. */
    public boolean settleIfHealthy(Settlement settlement) {
        return outcomes.submitIfHealthy(settlement);
    }

    private void expire() {
        while (!Thread.interrupted()) {
            LockSupport.parkNanos(EXPIRY_LOOK.toNanos());
            claims.expire();
            outcomes.expire();
            totals.expire();
        }
    }

    public OpenRequests openRequests() {
        return openRequests;
    }

    public JournalReader reader() {
        return reader;
    }

    public FollowUps followUps() {
        return followUps;
    }

    public HotCardStore hotCards() {
        return hotCards;
    }

    public TurnStore turns() {
        return turns;
    }

    public LegStore legs() {
        return legs;
    }

    public Outbox outbox() {
        return outbox;
    }

    public DayStore days() {
        return days;
    }

    public ReconciliationStore reconciliations() {
        return reconciliations;
    }

    /** For what asks the server itself, such as replication. */
    public HikariDataSource database() {
        return database;
    }

    public UnmatchedReplies unmatched() {
        return unmatched;
    }

    /** Makes the partitions of the days around today, and forgets what nobody will ask for any more, old counts too. */
    public void ensureDays() {
        Sql.update(
                database,
                "delete from early_reversal where at < ?",
                Sql.at(clock.instant().minus(REMEMBERED)));
        unmatched.forgetBefore(clock.instant().minus(REMEMBERED));
        Sql.update(
                database,
                "delete from follow_up where hold_day < ?",
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(FOLLOWED_DAYS));
        Sql.update(
                database,
                "delete from velocity where starts_at < ?",
                clock.instant().minus(COUNTED).getEpochSecond());
        ensureDays(database, LocalDate.ofInstant(clock.instant(), clock.getZone()));
    }

    /** The replica needs them as well, for DDL does not replicate. */
    public static void ensureDays(DataSource database, LocalDate today) {
        try (Connection connection = database.getConnection();
                var call = connection.prepareStatement(
                        "select ensure_day(d::date) from generate_series(?::date, ?::date, interval '1 day') d")) {
            call.setObject(1, today.minusDays(DAYS_BEHIND));
            call.setObject(2, today.plusDays(DAYS_AHEAD));
            call.execute();
        } catch (SQLException e) {
            throw new JournalException("partitions cannot be made: " + e.getSQLState(), e);
        }
    }

    /**
     * Drops the partitions of every day before one, with the finished messages of it. A day stays while something of it is
     * younger than that day, as it is of terminals whose clocks are behind, or must still reach a partner.
     *
     * @return the days that were dropped
     * @throws JournalException where it would have to wait for longer than a second: writers would wait behind it
     */
    public List<LocalDate> dropDaysBefore(LocalDate oldestKept) {
        long youngerThan = TxnIds.floor(oldestKept.atStartOfDay(clock.getZone()).toInstant());
        List<LocalDate> dropped = new ArrayList<>();
        for (LocalDate day : Sql.query(database, DAYS, row -> row.getObject(1, LocalDate.class))) {
            if (day.isBefore(oldestKept) && dropDay(day, youngerThan)) {
                dropped.add(day);
            }
        }
        Sql.query(database, TAKEN_OUT, row -> row.getString(1))
                .forEach(table -> Sql.update(database, "drop table if exists " + table));
        return dropped;
    }

    private boolean dropDay(LocalDate day, long youngerThan) {
        try (Connection connection = database.getConnection();
                var drop = connection.prepareStatement("select drop_day(?, ?)")) {
            connection.setAutoCommit(false);
            try (var patience = connection.prepareStatement("set local lock_timeout = '1s'")) {
                patience.execute();
            }
            drop.setObject(1, day);
            drop.setLong(2, youngerThan);
            try (var row = drop.executeQuery()) {
                row.next();
                boolean dropped = row.getBoolean(1);
                connection.commit();
                return dropped;
            }
        } catch (SQLException e) {
            throw new JournalException("a day cannot be dropped: " + e.getSQLState(), e);
        }
    }

    public Figures figures() {
        return new Figures(
                claims.depth(),
                outcomes.depth(),
                claims.commits() + outcomes.commits(),
                claims.operations() + outcomes.operations(),
                claims.isHealthy() && outcomes.isHealthy());
    }

    @Override
    public void close() {
        claims.close();
        outcomes.close();
        totals.close();
        clockwork.interrupt();
        writers.close();
        database.close();
    }
}
