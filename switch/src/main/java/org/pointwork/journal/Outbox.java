package org.pointwork.journal;

import java.util.List;
import javax.sql.DataSource;

/** Events that were committed with their cause and wait for the broker. */
public final class Outbox {
    private final DataSource database;

    Outbox(DataSource database) {
        this.database = database;
    }

    /** @param onceKey the same for every delivery of the same event, for the broker's duplicate detection */
    public record Entry(long id, String onceKey, String payload) {}

    /** The oldest entries, in order. */
    public List<Entry> oldest(int most) {
        return Sql.query(
                database,
                "select id, txn_id, state, payload from outbox order by id limit ?",
                row -> new Entry(row.getLong(1), row.getLong(2) + ":" + row.getString(3), row.getString(4)),
                most);
    }

    /** The broker has them. */
    public void delivered(List<Entry> entries) {
        Sql.update(database, "delete from outbox where id = any (?)", (Object)
                entries.stream().map(Entry::id).toArray(Long[]::new));
    }

    public long depth() {
        return Sql.query(database, "select count(*) from outbox", row -> row.getLong(1))
                .getFirst();
    }
}
