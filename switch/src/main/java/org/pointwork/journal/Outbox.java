package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Events that were committed with their cause and wait for the broker: a row for each commit, a line for each event. */
public final class Outbox {
    /** More rows would only be held in memory for longer. */
    private static final int MOST_ROWS = 100;

    private final DataSource database;

    Outbox(DataSource database) {
        this.database = database;
    }

    /** @param onceKey the same for every delivery of the same event, for the broker's duplicate detection */
    public record Event(String onceKey, String payload) {}

    /** The events of one commit, in order. */
    public record Entry(long id, List<Event> events) {}

    /** The oldest entries, in order: the first one, and more while there are no more events than {@code most} before. */
    public List<Entry> oldest(int most) {
        return Sql.query(
                database,
                """
                select id, lines from (
                    select id, lines, sum(events) over (order by id) - events as before
                      from (select * from outbox order by id limit ?) as first) as counted
                 where before < ? order by id""",
                row -> new Entry(
                        row.getLong(1),
                        row.getString(2).lines().map(Outbox::event).toList()),
                MOST_ROWS,
                most);
    }

    private static Event event(String line) {
        int space = line.indexOf(' ');
        return new Event(line.substring(0, space), line.substring(space + 1));
    }

    /** The broker has them. */
    public void delivered(List<Entry> entries) {
        Sql.update(database, "delete from outbox where id = any (?)", (Object)
                entries.stream().mapToLong(Entry::id).toArray());
    }

    /** Events that wait. */
    public long depth() {
        return Sql.query(database, "select coalesce(sum(events), 0) from outbox", row -> row.getLong(1))
                .getFirst();
    }

    /** The row that a commit adds. */
    static final class Lines {
        private final StringBuilder text = new StringBuilder();
        private int count;

        void add(Settlement settlement) {
            if (!settlement.outboxPayload().isEmpty()) {
                text.append(settlement.txnId())
                        .append(':')
                        .append(settlement.events().getLast().state())
                        .append(' ')
                        .append(settlement.outboxPayload())
                        .append('\n');
                count++;
            }
        }

        void insert(Connection connection) throws SQLException {
            if (count == 0) {
                return;
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("insert into outbox (events, lines, created_at) values (?, ?, ?)")) {
                insert.setInt(1, count);
                insert.setString(2, text.toString());
                insert.setObject(3, Sql.at(Instant.now()));
                insert.executeUpdate();
            }
        }
    }
}
