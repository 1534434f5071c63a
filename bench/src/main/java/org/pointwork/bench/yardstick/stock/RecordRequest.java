package org.pointwork.bench.yardstick.stock;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.transaction.Context;
import org.jpos.transaction.ContextConstants;
import org.jpos.transaction.TransactionParticipant;

/** The first commit: the request is on the disk before it is sent on, once only. */
public final class RecordRequest implements TransactionParticipant {
    static final String ROW = "ROW";
    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INSERT = """
            insert into request (received_at, mti, processing_code, amount_minor, currency, pan_first6, pan_last4,
                transmitted_at, stan, local_time, local_date, acquirer_id, rrn, terminal_id, merchant_id, state,
                response_code)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'FORWARDED', '') returning id""";

    @Override
    public int prepare(long id, Serializable serializable) {
        Context context = (Context) serializable;
        ISOMsg request = context.get(ContextConstants.REQUEST.toString());
        try (Connection connection = DatabaseBean.connection();
                PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, request);
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                context.put(ROW, row.getLong(1));
            }
            return PREPARED | NO_JOIN | READONLY;
        } catch (SQLException e) {
            return refused(context, request, UNIQUE_VIOLATION.equals(e.getSQLState()) ? "94" : "96");
        } catch (ISOException e) {
            return refused(context, request, "30");
        }
    }

    private static void bind(PreparedStatement insert, ISOMsg request) throws SQLException, ISOException {
        String pan = request.getString(2);
        insert.setObject(1, OffsetDateTime.now(ZoneOffset.UTC));
        insert.setString(2, request.getMTI());
        insert.setString(3, request.getString(3));
        insert.setLong(4, Long.parseLong(request.getString(4)));
        insert.setString(5, request.getString(49));
        insert.setString(6, pan.substring(0, 6));
        insert.setString(7, pan.substring(pan.length() - 4));
        insert.setString(8, request.getString(7));
        insert.setString(9, request.getString(11));
        insert.setString(10, request.getString(12));
        insert.setString(11, request.getString(13));
        insert.setString(12, request.getString(32));
        insert.setString(13, request.getString(37));
        insert.setString(14, request.getString(41));
        insert.setString(15, request.getString(42));
    }

    private static int refused(Context context, ISOMsg request, String code) {
        try {
            ISOMsg answer = (ISOMsg) request.clone();
            answer.setResponseMTI();
            answer.set(39, code);
            context.put(ContextConstants.RESPONSE.toString(), answer);
        } catch (ISOException e) {
            context.log(e); // no answer, then
        }
        return ABORTED;
    }
}
