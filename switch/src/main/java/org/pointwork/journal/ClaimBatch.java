package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The first durable point. The unique key in the database decides which requests are new; only their rows are written.
 * Early reversals pass through the same writer, so that no original can slip in between looking for it and remembering
 * its reversal.
 */
final class ClaimBatch implements GroupCommit.Batch<ClaimBatch.Operation, Claim.Result> {

    /** What this writer takes, one after the other. */
    sealed interface Operation {
        record Take(Claim claim) implements Operation {}

        record RememberReversal(Tables.EarlyReversal reversal) implements Operation {}
    }

    private static final String INSERT = """
            insert into claim (day, key, content, txn_id)
            select i.day, i.key, i.content, i.txn_id
              from unnest(?::date[], ?::uuid[], ?::uuid[], ?::bigint[], ?::uuid[], ?::uuid[])
                   as i(day, key, content, txn_id, match_key, rrn_key)
             where not exists (select 1 from early_reversal e where e.match_key in (i.match_key, i.rrn_key))
            on conflict do nothing
            returning txn_id""";

    private static final String EXISTING = """
            select i.txn_id, c.txn_id, c.content
              from unnest(?::date[], ?::uuid[], ?::bigint[]) as i(day, key, txn_id)
              join claim c on c.day = i.day and c.key = i.key""";

    private record Existing(long txnId, UUID content) {}

    @Override
    public List<Claim.Result> write(Connection connection, List<Operation> operations) throws SQLException {
        List<Claim> claims = operations.stream()
                .mapMulti((Operation operation, java.util.function.Consumer<Claim> out) -> {
                    if (operation instanceof Operation.Take(Claim claim)) {
                        out.accept(claim);
                    }
                })
                .toList();
        Tables.EARLY_REVERSAL.insert(
                connection,
                operations.stream()
                        .filter(Operation.RememberReversal.class::isInstance)
                        .map(operation -> ((Operation.RememberReversal) operation).reversal())
                        .toList());
        Set<Long> fresh = insert(connection, claims);
        List<Claim> taken =
                claims.stream().filter(claim -> fresh.contains(txnId(claim))).toList();
        Tables.REQUEST.insert(connection, taken.stream().map(Claim::request).toList());
        Tables.OPEN_REQUEST.insert(connection, taken);
        Tables.LEG.insert(
                connection,
                taken.stream().flatMap(claim -> claim.leg().stream()).toList());
        Map<Long, Existing> existing = existing(
                connection,
                claims.stream().filter(claim -> !fresh.contains(txnId(claim))).toList());
        return operations.stream()
                .map(operation -> switch (operation) {
                    case Operation.Take(Claim claim) -> result(claim, fresh, existing);
                    case Operation.RememberReversal _ -> (Claim.Result) new Claim.Result.Fresh();
                })
                .toList();
    }

    private static Claim.Result result(Claim claim, Set<Long> fresh, Map<Long, Existing> existing) {
        if (fresh.contains(txnId(claim))) {
            return new Claim.Result.Fresh();
        }
        Existing before = existing.get(txnId(claim));
        if (before == null) {
            return new Claim.Result.AlreadyReversed();
        }
        if (before.txnId() == txnId(claim)) {
            return new Claim.Result.Fresh(); // written by an earlier try whose commit we never saw
        }
        return before.content().equals(claim.content())
                ? new Claim.Result.Duplicate(before.txnId())
                : new Claim.Result.Conflict(before.txnId());
    }

    private static Set<Long> insert(Connection connection, List<Claim> claims) throws SQLException {
        Set<Long> fresh = new HashSet<>();
        if (claims.isEmpty()) {
            return fresh;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            array(
                    connection,
                    insert,
                    1,
                    "date",
                    claims.stream().map(c -> c.request().day()).toArray());
            array(connection, insert, 2, "uuid", claims.stream().map(Claim::key).toArray());
            array(
                    connection,
                    insert,
                    3,
                    "uuid",
                    claims.stream().map(Claim::content).toArray());
            array(
                    connection,
                    insert,
                    4,
                    "bigint",
                    claims.stream().map(ClaimBatch::txnId).toArray());
            array(
                    connection,
                    insert,
                    5,
                    "uuid",
                    claims.stream().map(c -> c.request().matchKey()).toArray());
            array(
                    connection,
                    insert,
                    6,
                    "uuid",
                    claims.stream().map(c -> c.request().rrnKey()).toArray());
            try (ResultSet returned = insert.executeQuery()) {
                while (returned.next()) {
                    fresh.add(returned.getLong(1));
                }
            }
        }
        return fresh;
    }

    private static Map<Long, Existing> existing(Connection connection, List<Claim> claims) throws SQLException {
        Map<Long, Existing> existing = new HashMap<>();
        if (claims.isEmpty()) {
            return existing;
        }
        try (PreparedStatement select = connection.prepareStatement(EXISTING)) {
            array(
                    connection,
                    select,
                    1,
                    "date",
                    claims.stream().map(c -> c.request().day()).toArray());
            array(connection, select, 2, "uuid", claims.stream().map(Claim::key).toArray());
            array(
                    connection,
                    select,
                    3,
                    "bigint",
                    claims.stream().map(ClaimBatch::txnId).toArray());
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    existing.put(found.getLong(1), new Existing(found.getLong(2), found.getObject(3, UUID.class)));
                }
            }
        }
        return existing;
    }

    private static void array(
            Connection connection, PreparedStatement statement, int index, String type, Object[] values)
            throws SQLException {
        statement.setArray(index, connection.createArrayOf(type, values));
    }

    private static long txnId(Claim claim) {
        return claim.request().txnId();
    }
}
