package org.pointwork.bench.yardstick.stock;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jpos.iso.ISOMsg;
import org.jpos.transaction.AbortParticipant;
import org.jpos.transaction.Context;
import org.jpos.transaction.ContextConstants;

/** The second commit: the outcome is on the disk before the acquirer hears of it. */
public final class RecordOutcome implements AbortParticipant {
    private static final String UPDATE =
            "update request set state = ?, response_code = ?, answered_at = now() where id = ?";

    @Override
    public int prepare(long id, Serializable serializable) {
        Context context = (Context) serializable;
        Long row = context.get(RecordRequest.ROW);
        if (row == null) {
            return PREPARED | NO_JOIN | READONLY; // a duplicate: its original's row stays as it is
        }
        ISOMsg answer = context.get(ContextConstants.RESPONSE.toString());
        String code = answer == null ? "" : answer.getString(39);
        try (Connection connection = DatabaseBean.connection();
                PreparedStatement update = connection.prepareStatement(UPDATE)) {
            update.setString(1, state(code));
            update.setString(2, code);
            update.setLong(3, row);
            update.executeUpdate();
            return PREPARED | NO_JOIN | READONLY;
        } catch (SQLException e) {
            context.remove(ContextConstants.RESPONSE.toString()); // what isn't durable isn't told
            return ABORTED | NO_JOIN | READONLY;
        }
    }

    @Override
    public int prepareForAbort(long id, Serializable context) {
        return prepare(id, context);
    }

    private static String state(String code) {
        return switch (code) {
            case "" -> "UNKNOWN";
            case "00" -> "APPROVED";
            default -> "DECLINED";
        };
    }
}
