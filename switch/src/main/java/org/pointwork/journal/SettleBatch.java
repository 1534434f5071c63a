package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pointwork.model.Leg;

/**
 * The second durable point: outcome, what must still be sent, and the event for subscribers, in one commit. The outcome
 * of a forwarded request is written by whoever takes its row out of {@code open_request}, and by nobody else.
 */
final class SettleBatch implements GroupCommit.Batch<Settlement, Boolean> {
    private static final String CLOSE = "delete from open_request where txn_id = any (?) returning txn_id";
    private static final String WRITTEN_BEFORE = """
            select e.txn_id from unnest(?::date[], ?::bigint[], ?::text[], ?::timestamptz[]) as i(day, txn_id, state, at)
              join event e on e.day = i.day and e.txn_id = i.txn_id and e.state = i.state and e.at = i.at""";

    /** Of two outcomes of one request the first decides, as it would had they come in batches of their own. */
    @Override
    public List<Boolean> write(Connection connection, List<Settlement> settlements) throws SQLException {
        int second = secondOutcome(settlements);
        List<Boolean> written = new ArrayList<>(writeDistinct(connection, settlements.subList(0, second)));
        if (second < settlements.size()) {
            written.addAll(write(connection, settlements.subList(second, settlements.size())));
        }
        return written;
    }

    /** Where a request is closed that was closed before in the list; the list's size where none is. */
    private static int secondOutcome(List<Settlement> settlements) {
        Set<Long> closing = new HashSet<>();
        for (int i = 0; i < settlements.size(); i++) {
            if (settlements.get(i).closesRequest()
                    && !closing.add(settlements.get(i).txnId())) {
                return i;
            }
        }
        return settlements.size();
    }

    private static List<Boolean> writeDistinct(Connection connection, List<Settlement> settlements)
            throws SQLException {
        List<Settlement> closing =
                settlements.stream().filter(Settlement::closesRequest).toList();
        Set<Long> closed = close(connection, closing);
        List<Settlement> due = settlements.stream()
                .filter(s -> !s.closesRequest() || closed.contains(s.txnId()))
                .toList();
        Tables.REQUEST.insert(connection, each(due, s -> s.request().stream()));
        Tables.EVENT.insert(connection, each(due, s -> s.events().stream()
                .map(event -> new Tables.Of<>(s.day(), s.txnId(), event))));
        Tables.LEG.insert(connection, each(due, s -> s.leg().stream()));
        Tables.OUTBOX.insert(
                connection,
                each(
                        due,
                        s -> s.outboxPayload().isEmpty()
                                ? Stream.empty()
                                : Stream.of(new Tables.Of<>(s.day(), s.txnId(), s))));
        for (Leg.Kind kind : Leg.Kind.values()) {
            finishLegs(connection, kind, due);
        }
        Set<Long> ours = writtenBefore(
                connection,
                closing.stream().filter(s -> !closed.contains(s.txnId())).toList());
        return settlements.stream()
                .map(s -> !s.closesRequest() || closed.contains(s.txnId()) || ours.contains(s.txnId()))
                .toList();
    }

    private static Set<Long> close(Connection connection, List<Settlement> closing) throws SQLException {
        if (closing.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement delete = connection.prepareStatement(CLOSE)) {
            array(connection, delete, 1, "bigint", closing, Settlement::txnId);
            return txnIds(delete);
        }
    }

    /** Those that an earlier try wrote, whose commit we never saw. */
    private static Set<Long> writtenBefore(Connection connection, List<Settlement> unclosed) throws SQLException {
        if (unclosed.isEmpty()) {
            return Set.of();
        }
        try (PreparedStatement select = connection.prepareStatement(WRITTEN_BEFORE)) {
            array(connection, select, 1, "date", unclosed, Settlement::day);
            array(connection, select, 2, "bigint", unclosed, Settlement::txnId);
            array(connection, select, 3, "text", unclosed, s -> s.events()
                    .getLast()
                    .state()
                    .name());
            array(connection, select, 4, "timestamptz", unclosed, s -> s.events()
                    .getLast()
                    .at());
            return txnIds(select);
        }
    }

    /** Erases the PAN with the need for it. */
    private static void finishLegs(Connection connection, Leg.Kind kind, List<Settlement> settlements)
            throws SQLException {
        List<Settlement> done = settlements.stream()
                .filter(s -> s.legDone().filter(kind::equals).isPresent())
                .toList();
        if (done.isEmpty()) {
            return;
        }
        try (PreparedStatement update = connection.prepareStatement(
                "update leg set state = 'DONE', sealed_pan = null where kind = '" + kind + "' and txn_id = any (?)")) {
            array(connection, update, 1, "bigint", done, Settlement::txnId);
            update.executeUpdate();
        }
    }

    private static Set<Long> txnIds(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            Set<Long> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getLong(1));
            }
            return ids;
        }
    }

    private static void array(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<Settlement> settlements,
            Function<Settlement, Object> value)
            throws SQLException {
        statement.setArray(
                index,
                connection.createArrayOf(type, settlements.stream().map(value).toArray()));
    }

    private static <T> List<T> each(List<Settlement> settlements, Function<Settlement, Stream<T>> rows) {
        return settlements.stream().flatMap(rows).toList();
    }
}
