package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.TxnState;

/**
 * The second durable point: outcome and what must still be sent, in one commit; subscribers read the outcomes. Whoever
 * inserts a request's first event has decided what became of it, and writes the rest; nobody else does.
 *
 * <p>As with claims, outcomes are written as if all were the first; where that fails, the writer looks which requests
 * have one and writes the rest.
 */
final class SettleBatch implements GroupCommit.Batch<Settlement, Boolean> {
    private static final String DECIDED = """
            select e.txn_id, e.state, e.at from unnest(?::bigint[], ?::int[]) as i(txn_id, day)
              join event e on e.txn_id = i.txn_id and e.day = date '1970-01-01' + i.day and e.seq = 1""";
    private static final String REQUESTS = "select txn_id from request where txn_id = any (?)";

    private final CopyBuffer buffer = new CopyBuffer();
    private final int node;
    private boolean looksFirst;

    SettleBatch(int node) {
        this.node = node;
    }

    /** What the first event of a request says; equal where it is the one that an earlier try wrote. */
    private record First(TxnState state, Instant at) {
        static First of(Settlement settlement) {
            EventRow event = settlement.events().getFirst();
            return new First(event.state(), event.at());
        }
    }

    @Override
    public List<Boolean> write(Connection connection, List<Settlement> settlements) throws SQLException {
        boolean oneStatement = settlements.stream().allMatch(Settlement::isOneEvent);
        return NewRows.write(connection, oneStatement, looksFirst, look -> {
            if (look) {
                return writeUndecided(connection, settlements);
            }
            insert(connection, settlements, Set.of());
            return Collections.nCopies(settlements.size(), true);
        });
    }

    private List<Boolean> writeUndecided(Connection connection, List<Settlement> settlements) throws SQLException {
        Map<Long, First> decided = decided(connection, settlements);
        List<Settlement> due = new ArrayList<>();
        List<Boolean> written = new ArrayList<>();
        for (Settlement settlement : settlements) {
            First before = settlement.closesRequest()
                    ? decided.putIfAbsent(settlement.txnId(), First.of(settlement)) // decides over those behind it
                    : null;
            if (before == null) {
                due.add(settlement);
            }
            written.add(before == null || before.equals(First.of(settlement)));
        }
        looksFirst = due.size() < settlements.size();
        insert(connection, due, requests(connection, due));
        return written;
    }

    private static Map<Long, First> decided(Connection connection, List<Settlement> settlements) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(DECIDED)) {
            select.setObject(
                    1, settlements.stream().mapToLong(Settlement::txnId).toArray());
            select.setObject(
                    2,
                    settlements.stream()
                            .mapToInt(settlement -> (int) settlement.day().toEpochDay())
                            .toArray());
            try (ResultSet rows = select.executeQuery()) {
                Map<Long, First> decided = new HashMap<>();
                while (rows.next()) {
                    decided.put(
                            rows.getLong(1), new First(TxnState.valueOf(rows.getString(2)), Sql.instant(rows, "at")));
                }
                return decided;
            }
        }
    }

    /** Refused requests that are there: claimed after all, though nobody heard of it in time. */
    private static Set<Long> requests(Connection connection, List<Settlement> settlements) throws SQLException {
        long[] refused = settlements.stream()
                .filter(settlement -> settlement.request().isPresent())
                .mapToLong(Settlement::txnId)
                .toArray();
        if (refused.length == 0) {
            return Set.of();
        }
        try (PreparedStatement select = connection.prepareStatement(REQUESTS)) {
            select.setObject(1, refused);
            try (ResultSet rows = select.executeQuery()) {
                Set<Long> found = new HashSet<>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return found;
            }
        }
    }

    /** @param known requests whose rows are there */
    private void insert(Connection connection, List<Settlement> settlements, Set<Long> known) throws SQLException {
        List<Tables.Request> requests = new ArrayList<>();
        List<Tables.Event> first = new ArrayList<>(settlements.size());
        Followers followers = new Followers(Uses.Writer.OUTCOMES.of(node));
        for (Settlement settlement : settlements) {
            settlement
                    .request()
                    .filter(row -> !known.contains(row.txnId()))
                    .ifPresent(row -> requests.add(new Tables.Request(row, Optional.empty())));
            if (settlement.closesRequest()) {
                first.add(new Tables.Event(
                        settlement.day(),
                        settlement.txnId(),
                        Tables.FIRST,
                        settlement.events().getFirst()));
            }
            followers.add(settlement);
        }
        followers.write(connection);
        Tables.REQUEST.copy(connection, buffer, requests);
        Tables.EVENT.copy(connection, buffer, first);
    }
}
