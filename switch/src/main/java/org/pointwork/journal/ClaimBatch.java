package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pointwork.journal.EarlyReversals.EarlyReversal;
import org.pointwork.model.Leg;

/**
 * The first durable point. The unique key in the database decides which requests are new. Nearly all are, so they are
 * written as if all were, by one statement where they bring nothing else; where that fails, the writer looks which ones
 * came before and writes the rest. A batch after one with duplicates looks first.
 *
 * <p>A request that could not be sent to its first partner goes to the next one only after the journal says so: a reversal
 * after a crash has to go where the request went.
 *
 * <p>Early reversals pass through the same writer, so that no original can slip in between looking for it and
 * remembering its reversal.
 */
final class ClaimBatch implements GroupCommit.Batch<ClaimBatch.Operation, Claim.Result> {

    /** What this writer takes, one after the other. */
    sealed interface Operation {
        record Take(Claim claim) implements Operation {}

        record RememberReversal(EarlyReversal reversal) implements Operation {}

        /** A claimed request goes elsewhere than it was to go, which may change what it takes of velocity rules. */
        record Redirect(RequestRow request, List<Use> uses) implements Operation {}
    }

    /**
     * Keeps the batch's card numbers, holds the node's mark until the commit, and asks for early reversals that may mean
     * one of the batch. One row or more: the mark stands in each.
     */
    private static final String BEGIN = """
            with sealed as (
                insert into sealed_batch (batch_node, batch_id, batch_first, batch_last, sealed)
                select ?::smallint, ?::bigint, ?::bigint, ?::bigint, ?::bytea)
            select m.claimable_from, e.acquirer, e.terminal_id, e.stan, e.transmitted_at, e.rrn
              from (select claimable_from from node_mark where node = ?::smallint for share) m
              left join early_reversal e on e.match_key = any (?)""";

    private static final String EXISTING = """
            select r.trace_key, r.once_key, r.day, r.content, r.txn_id
              from unnest(?::bigint[], ?::bigint[], ?::int[]) as i(trace_key, once_key, day)
              join request r
                on r.trace_key = i.trace_key and r.once_key = i.once_key and r.day = date '1970-01-01' + i.day""";

    private static final String REDIRECT = "update request set destination = ?, route = ? where day = ? and txn_id = ?";

    private static final Claim.Result FRESH = new Claim.Result.Fresh();

    private final int node;
    private final PanSeal seal;
    private final Clock clock;
    private final CopyBuffer buffer = new CopyBuffer();
    private boolean looksFirst;

    ClaimBatch(int node, PanSeal seal, Clock clock) {
        this.node = node;
        this.seal = seal;
        this.clock = clock;
    }

    /** What lets a claim pass that never came before. */
    private record Gate(long claimableFrom, List<EarlyReversal> reversals) {
        Claim.Result result(Claim claim) {
            if (claim.request().txnId() < claimableFrom) {
                return new Claim.Result.TooLate();
            }
            return reversals.stream().anyMatch(reversal -> reversal.means(claim.request()))
                    ? new Claim.Result.AlreadyReversed()
                    : FRESH;
        }
    }

    /** The unique key of a request. */
    private record Once(long trace, long once, LocalDate day) {
        static Once of(Claim claim) {
            return new Once(
                    claim.key().trace(), claim.key().once(), claim.request().day());
        }
    }

    private record Before(long txnId, long content) {
        Claim.Result result(Claim claim) {
            if (txnId == claim.request().txnId()) {
                return FRESH; // written by an earlier try whose commit we never saw
            }
            return content == claim.key().content()
                    ? new Claim.Result.Duplicate(txnId)
                    : new Claim.Result.Conflict(txnId);
        }
    }

    @Override
    public List<Claim.Result> write(Connection connection, List<Operation> operations) throws SQLException {
        List<Claim> claims = new ArrayList<>(operations.size());
        List<EarlyReversal> reversals = new ArrayList<>();
        List<Operation.Redirect> redirected = new ArrayList<>();
        for (Operation operation : operations) {
            switch (operation) {
                case Operation.Take(Claim claim) -> claims.add(claim);
                case Operation.RememberReversal(EarlyReversal reversal) -> reversals.add(reversal);
                case Operation.Redirect redirect -> redirected.add(redirect);
            }
        }
        if (claims.isEmpty()) {
            return NewRows.commit(connection, () -> {
                EarlyReversals.insert(connection, reversals, clock.instant());
                redirect(connection, redirected);
                return Collections.nCopies(operations.size(), FRESH);
            });
        }
        SealedPans pans = sealed(claims);
        boolean oneStatement =
                claims.size() == operations.size() && claims.stream().allMatch(Claim::isOneRow);
        Iterator<Claim.Result> results = NewRows.write(connection, oneStatement, looksFirst, look -> {
                    if (oneStatement && !look) {
                        return takeUnseen(connection, claims, pans);
                    }
                    EarlyReversals.insert(connection, reversals, clock.instant());
                    redirect(connection, redirected);
                    return take(connection, claims, pans, look);
                })
                .iterator();
        return operations.stream()
                .map(operation -> operation instanceof Operation.Take ? results.next() : FRESH)
                .toList();
    }

    private void redirect(Connection connection, List<Operation.Redirect> redirected) throws SQLException {
        if (redirected.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(REDIRECT)) {
            for (Operation.Redirect redirect : redirected) {
                RequestRow request = redirect.request();
                update.setString(1, request.destination());
                update.setString(2, request.route());
                update.setObject(3, request.day());
                update.setLong(4, request.txnId());
                update.addBatch();
            }
            update.executeBatch();
        }
        add(connection, redirected.stream().flatMap(redirect -> redirect.uses().stream()));
    }

    private void add(Connection connection, Stream<Use> uses) throws SQLException {
        Uses.add(connection, Uses.Writer.CLAIMS.of(node), uses.toList());
    }

    /** @throws JournalException where the card numbers cannot be sealed: none of these requests may be forwarded */
    private SealedPans sealed(List<Claim> claims) {
        try {
            return SealedPans.of(claims, node, seal);
        } catch (RuntimeException e) {
            throw new JournalException("card numbers cannot be sealed", e);
        }
    }

    /** All of them by one statement, which fails where they have to be looked at. */
    private List<Claim.Result> takeUnseen(Connection connection, List<Claim> claims, SealedPans pans)
            throws SQLException {
        List<Tables.Claimed> rows = new ArrayList<>(claims.size() + 1);
        rows.add(new Tables.Batch(node, pans, EarlyReversals.matchKeys(claims))); // first: it holds the mark
        for (Claim claim : claims) {
            rows.add(new Tables.Request(claim.request(), Optional.of(claim.key())));
        }
        Tables.CLAIMED.copy(connection, buffer, rows);
        return Collections.nCopies(claims.size(), FRESH);
    }

    private List<Claim.Result> take(Connection connection, List<Claim> claims, SealedPans pans, boolean look)
            throws SQLException {
        Gate gate = begin(connection, claims, pans);
        boolean looks = look
                || !gate.reversals().isEmpty() // a duplicate stays one though its reversal came since
                || claims.stream().anyMatch(claim -> claim.follows().isPresent()); // and though it completed something
        Map<Once, Before> before = looks ? existing(connection, claims) : Map.of();
        List<Tables.Request> taken = new ArrayList<>(claims.size());
        List<Leg> legs = new ArrayList<>();
        List<Use> uses = new ArrayList<>();
        List<Claim.Result> results = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            Before earlier = looks ? before.get(Once.of(claim)) : null;
            Claim.Result result =
                    earlier == null ? followed(connection, claim, gate.result(claim)) : earlier.result(claim);
            results.add(result);
            if (earlier == null && result instanceof Claim.Result.Fresh) {
                taken.add(new Tables.Request(claim.request(), Optional.of(claim.key())));
                claim.leg().ifPresent(legs::add);
                uses.addAll(claim.uses());
                if (looks) {
                    before.put(
                            Once.of(claim),
                            new Before(claim.request().txnId(), claim.key().content()));
                }
            }
        }
        looksFirst = looks && taken.size() < claims.size();
        Tables.REQUEST.copy(connection, buffer, taken);
        LegStore.insert(connection, legs);
        add(connection, uses.stream());
        return results;
    }

    /** What else would be fresh is not where its authorization is completed already. */
    private static Claim.Result followed(Connection connection, Claim claim, Claim.Result result) throws SQLException {
        return claim.follows().isEmpty()
                        || !(result instanceof Claim.Result.Fresh)
                        || FollowUps.insert(
                                connection, claim.request(), claim.follows().get())
                ? result
                : new Claim.Result.AlreadyCompleted();
    }

    private Gate begin(Connection connection, List<Claim> claims, SealedPans pans) throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setInt(1, node);
            begin.setLong(2, pans.id());
            begin.setLong(3, pans.firstTxnId());
            begin.setLong(4, pans.lastTxnId());
            begin.setBytes(5, pans.sealed());
            begin.setInt(6, node);
            begin.setObject(7, EarlyReversals.matchKeys(claims));
            try (ResultSet rows = begin.executeQuery()) {
                long claimableFrom = Long.MAX_VALUE;
                List<EarlyReversal> reversals = new ArrayList<>();
                while (rows.next()) {
                    claimableFrom = rows.getLong(1);
                    if (rows.getString(2) != null) {
                        reversals.add(new EarlyReversal(
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4),
                                rows.getString(5),
                                rows.getString(6)));
                    }
                }
                return new Gate(claimableFrom, reversals);
            }
        }
    }

    private static Map<Once, Before> existing(Connection connection, List<Claim> claims) throws SQLException {
        Map<Once, Before> existing = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(EXISTING)) {
            select.setObject(
                    1, claims.stream().mapToLong(claim -> claim.key().trace()).toArray());
            select.setObject(
                    2, claims.stream().mapToLong(claim -> claim.key().once()).toArray());
            select.setObject(
                    3,
                    claims.stream()
                            .mapToInt(claim -> (int) claim.request().day().toEpochDay())
                            .toArray());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    existing.put(
                            new Once(found.getLong(1), found.getLong(2), found.getObject(3, LocalDate.class)),
                            new Before(found.getLong(5), found.getLong(4)));
                }
            }
        }
        return existing;
    }
}
