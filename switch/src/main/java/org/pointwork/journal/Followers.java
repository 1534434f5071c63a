package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.model.Leg;

/** What few settlements bring beside their first event: later events, legs stored and legs finished. */
final class Followers {
    private static final String EVENT = """
            insert into event (day, txn_id, seq, state, at, response_code, approved_minor, link, detail, answer)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final List<Tables.Event> events = new ArrayList<>();
    private final List<Settlement> whose = new ArrayList<>(); // beside each event
    private final List<Leg> legs = new ArrayList<>();
    private final List<Settlement> finishing = new ArrayList<>();
    private final List<Use> givenBack = new ArrayList<>();
    private final int usesWriter;

    Followers(int usesWriter) {
        this.usesWriter = usesWriter;
    }

    void add(Settlement settlement) {
        List<EventRow> rows = settlement.events();
        for (int i = settlement.closesRequest() ? 1 : 0; i < rows.size(); i++) {
            EventRow row = rows.get(i);
            events.add(new Tables.Event(settlement.day(), settlement.txnId(), Tables.later(row.state()), row));
            whose.add(settlement);
        }
        settlement.leg().ifPresent(legs::add);
        if (settlement.legDone().isPresent()) {
            finishing.add(settlement);
        }
        if (settlement.closesRequest()) {
            givenBack.addAll(settlement.givenBack(rows.getFirst()));
        }
    }

    void write(Connection connection) throws SQLException {
        if (!events.isEmpty()) {
            writeEvents(connection);
        }
        LegStore.insert(connection, legs);
        LegStore.finish(connection, finishing);
        Uses.add(connection, usesWriter, givenBack);
    }

    private void writeEvents(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(EVENT)) {
            for (Tables.Event event : events) {
                bind(insert, event);
                insert.addBatch();
            }
            int[] inserted = insert.executeBatch();
            for (int i = 0; i < inserted.length; i++) {
                if (inserted[i] == 1) {
                    givenBack.addAll(whose.get(i).givenBack(events.get(i).row()));
                }
            }
        }
    }

    private static void bind(PreparedStatement insert, Tables.Event event) throws SQLException {
        EventRow row = event.row();
        insert.setObject(1, event.day());
        insert.setLong(2, event.txnId());
        insert.setInt(3, event.seq());
        insert.setString(4, row.state().name());
        insert.setObject(5, Sql.at(row.at()));
        insert.setString(6, row.responseCode());
        insert.setObject(7, row.approvedMinor().orElse(null), java.sql.Types.BIGINT);
        insert.setString(8, row.link());
        insert.setString(9, row.detail());
        insert.setString(10, row.answer().json());
    }
}
