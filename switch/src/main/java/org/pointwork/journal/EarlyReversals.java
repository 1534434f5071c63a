package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.pointwork.journal.JournalReader.OriginalKey;

/** Reversals that came before their originals. */
final class EarlyReversals {
    private static final String INSERT = """
            insert into early_reversal (match_key, acquirer, terminal_id, stan, transmitted_at, rrn, at)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private EarlyReversals() {}

    /** What one knows of its original: STAN and DE 7, or the RRN; the rest is empty. */
    record EarlyReversal(String acquirer, String terminalId, String stan, String transmittedAt, String rrn) {

        static EarlyReversal of(String acquirer, String terminalId, OriginalKey key) {
            return switch (key) {
                case OriginalKey.ByTrace(String _, String stan, String at, String _) ->
                    new EarlyReversal(acquirer, terminalId, stan, at, "");
                case OriginalKey.ByRrn(String rrn, String _) -> new EarlyReversal(acquirer, terminalId, "", "", rrn);
            };
        }

        /** Few share it; {@link #means} is certain. */
        private long matchKey() {
            return Digest.trace(acquirer, terminalId, rrn.isEmpty() ? stan : rrn);
        }

        boolean means(RequestRow original) {
            return terminalId.equals(original.trace().terminalId())
                    && acquirer.equals(original.acquirer())
                    && (rrn.isEmpty()
                            ? stan.equals(original.trace().stan())
                                    && transmittedAt.equals(original.trace().transmittedAt())
                            : rrn.equals(original.trace().rrn()));
        }
    }

    /** The match keys under which reversals of these may have been remembered. */
    static long[] matchKeys(List<Claim> claims) {
        long[] keys = new long[2 * claims.size()];
        for (int i = 0; i < claims.size(); i++) {
            RequestRow row = claims.get(i).request();
            keys[2 * i] = claims.get(i).key().trace();
            keys[2 * i + 1] = Digest.trace(
                    row.acquirer(), row.trace().terminalId(), row.trace().rrn());
        }
        return keys;
    }

    static void insert(Connection connection, List<EarlyReversal> reversals, Instant at) throws SQLException {
        if (reversals.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            for (EarlyReversal reversal : reversals) {
                insert.setLong(1, reversal.matchKey());
                insert.setString(2, reversal.acquirer());
                insert.setString(3, reversal.terminalId());
                insert.setString(4, reversal.stan());
                insert.setString(5, reversal.transmittedAt());
                insert.setString(6, reversal.rrn());
                insert.setObject(7, Sql.at(at));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
