package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.pointwork.model.Leg;

/** The second durable point: outcome, what must still be sent, and the event for subscribers, in one commit. */
final class SettleBatch implements GroupCommit.Batch<Settlement, Boolean> {

    @Override
    public List<Boolean> write(Connection connection, List<Settlement> settlements) throws SQLException {
        Tables.REQUEST.insert(connection, each(settlements, s -> s.request().stream()));
        Tables.EVENT.insert(connection, each(settlements, s -> s.events().stream()
                .map(event -> new Tables.Of<>(s.day(), s.txnId(), event))));
        Tables.LEG.insert(connection, each(settlements, s -> s.leg().stream()));
        Tables.OUTBOX.insert(
                connection,
                each(
                        settlements,
                        s -> s.outboxPayload().isEmpty()
                                ? Stream.empty()
                                : Stream.of(new Tables.Of<>(s.day(), s.txnId(), s))));
        update(
                connection,
                "delete from open_request where txn_id = any (?)",
                settlements.stream().map(Settlement::txnId).toArray());
        for (Leg.Kind kind : Leg.Kind.values()) {
            finishLegs(connection, kind, settlements);
        }
        return settlements.stream().map(_ -> true).toList();
    }

    /** Erases the PAN with the need for it. */
    private static void finishLegs(Connection connection, Leg.Kind kind, List<Settlement> settlements)
            throws SQLException {
        Object[] done = settlements.stream()
                .filter(s -> s.legDone().filter(kind::equals).isPresent())
                .map(Settlement::txnId)
                .toArray();
        if (done.length > 0) {
            update(
                    connection,
                    "update leg set state = 'DONE', sealed_pan = null where kind = '" + kind + "' and txn_id = any (?)",
                    done);
        }
    }

    private static void update(Connection connection, String sql, Object[] txnIds) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.setArray(1, connection.createArrayOf("bigint", txnIds));
            update.executeUpdate();
        }
    }

    private static <T> List<T> each(
            List<Settlement> settlements, java.util.function.Function<Settlement, Stream<T>> rows) {
        return settlements.stream().flatMap(rows).toList();
    }
}
