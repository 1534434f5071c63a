package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Authorizations and what follows them. Asked by completions and increases alone. */
public final class FollowUps {
    /**
     * The condition on the MTI is that of the index. Of two that may be meant, the one with the authorization code is.
     * An authorization is good for a month at most.
     */
    private static final String FIND = """
            select r.*, coalesce(f.hold_txn_id, r.txn_id) as first_txn_id, coalesce(f.hold_day, r.day) as first_day
              from request r
              join event e on e.day = r.day and e.txn_id = r.txn_id and e.state = 'APPROVED'
              left join follow_up f on f.txn_id = r.txn_id
             where r.mti in ('0100', '0101', '0120', '0121') and r.pan_token = ? and r.acquirer = ?
               and r.destination <> '' and r.day >= current_date - 45
               and (r.rrn <> '' and r.rrn = ? or nullif(e.answer, '')::jsonb ->> '38' = ?)
             order by (nullif(e.answer, '')::jsonb ->> '38' = ?) desc nulls last, r.txn_id desc limit 1""";

    private static final String INCREASES =
            "select r.* from follow_up f join request r on r.day = f.day and r.txn_id = f.txn_id"
                    + " where f.hold_txn_id = ? and not f.completes";

    private static final String INSERT = """
            insert into follow_up (txn_id, day, hold_txn_id, hold_day, completes) values (?, ?, ?, ?, ?)
            on conflict (hold_txn_id) where completes do update set txn_id = excluded.txn_id, day = excluded.day
             where exists (select 1 from event e
                            where e.txn_id = follow_up.txn_id and e.day = follow_up.day
                              and e.state in ('DECLINED', 'REVERSING', 'REVERSED'))""";

    private final DataSource database;
    private final JournalReader reader;

    FollowUps(DataSource database, JournalReader reader) {
        this.database = database;
        this.reader = reader;
    }

    private record Found(LocalDate day, long txnId) {}

    /**
     * The authorization of this card and acquirer that was approved under this code, or else has this reference. One of
     * an increase finds what it increased.
     *
     * @param authorizationCode DE 38, empty where there is none
     * @param rrn DE 37 without padding, empty where there is none
     */
    public Optional<Authorization> find(String acquirer, byte[] panToken, String authorizationCode, String rrn) {
        if (authorizationCode.isEmpty() && rrn.isEmpty()) {
            return Optional.empty();
        }
        return Sql.query(
                        database,
                        FIND,
                        row -> new Found(row.getObject("first_day", LocalDate.class), row.getLong("first_txn_id")),
                        panToken,
                        acquirer,
                        rrn,
                        authorizationCode,
                        authorizationCode)
                .stream()
                .findFirst()
                .flatMap(found -> reader.byId(found.day(), found.txnId()))
                .map(hold -> new Authorization(hold, increases(hold)));
    }

    private List<TransactionView> increases(TransactionView hold) {
        return Sql.query(
                        database,
                        INCREASES,
                        JournalReader::request,
                        hold.request().txnId())
                .stream()
                .flatMap(row -> reader.byId(row.day(), row.txnId()).stream())
                .toList();
    }

    /** Says whether it may follow: not where another completion stands. */
    static boolean insert(Connection connection, RequestRow row, FollowUp follows) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setLong(1, row.txnId());
            insert.setObject(2, row.day());
            insert.setLong(3, follows.holdTxnId());
            insert.setObject(4, follows.holdDay());
            insert.setBoolean(5, follows.completes());
            return insert.executeUpdate() == 1;
        }
    }
}
