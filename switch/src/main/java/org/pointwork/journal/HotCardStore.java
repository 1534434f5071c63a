package org.pointwork.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The list of hot cards in the journal's database. Each change is durable when its call returns. */
public final class HotCardStore {
    private static final String NEXT =
            "with next as (update hot_card_change set version = version + 1 returning version) ";
    private static final String PUT = NEXT + """
            insert into hot_card (pan_token, code, until, version, changed_at)
            select ?::bytea, ?::text, ?::date, version, now() from next
            on conflict (pan_token) do update
               set code = excluded.code, until = excluded.until, version = excluded.version, changed_at = now()""";
    private static final String CHANGE = NEXT + """
            update hot_card set code = ?, until = ?::date, version = next.version, changed_at = now()
              from next where pan_token = ? and code <> ''""";

    private final DataSource database;

    HotCardStore(DataSource database) {
        this.database = database;
    }

    /** Puts a card on the list, over an entry that it may have. */
    public void put(byte[] panToken, String code, Optional<LocalDate> until) {
        Sql.update(
                database, PUT, panToken, code, until.map(java.sql.Date::valueOf).orElse(null));
    }

    /** Says whether it was on the list. */
    public boolean change(byte[] panToken, String code, Optional<LocalDate> until) {
        return Sql.update(
                        database,
                        CHANGE,
                        code,
                        until.map(java.sql.Date::valueOf).orElse(null),
                        panToken)
                == 1;
    }

    /** Says whether it was on the list. */
    public boolean remove(byte[] panToken) {
        return change(panToken, "", Optional.empty());
    }

    public Optional<HotCard> find(byte[] panToken) {
        return Sql.query(
                        database,
                        "select * from hot_card where pan_token = ? and code <> ''",
                        HotCardStore::card,
                        panToken)
                .stream()
                .findFirst();
    }

    /** What changed after a version, oldest first. */
    public List<HotCard> since(long version) {
        return Sql.query(
                database, "select * from hot_card where version > ? order by version", HotCardStore::card, version);
    }

    /** Every node that runs has heard of cards that were taken off a month ago. */
    public void forgetRemoved() {
        Sql.update(database, "delete from hot_card where code = '' and changed_at < now() - interval '30 days'");
    }

    private static HotCard card(ResultSet row) throws SQLException {
        return new HotCard(
                row.getBytes("pan_token"),
                row.getString("code"),
                Optional.ofNullable(row.getObject("until", LocalDate.class)),
                row.getLong("version"));
    }
}
