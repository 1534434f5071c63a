package org.pointwork.journal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Trace;
import org.pointwork.model.TxnState;

/** Questions to the journal, or to its replica: the schema is the same. */
public final class JournalReader {
    private static final String EVENTS = "select * from event where day = ? and txn_id = ? order by seq";

    /** Where the message's day should be, then wherever it is: a terminal's clock may be months behind. */
    private static final List<String> LATELY =
            List.of("day >= current_date - 14", "received_at >= now() - interval '14 days'");

    private static final int MOST_ROWS = 100;

    /** So many originals with one RRN are shown to a reversal at most. */
    public static final int MOST_ORIGINALS = 16;

    private final DataSource database;

    public JournalReader(DataSource database) {
        this.database = database;
    }

    /** How a reversal names its original. */
    public sealed interface OriginalKey {
        /** By DE 90: class and function of the MTI, STAN, and transmission time or the RRN that both carry. */
        record ByTrace(String mti, String stan, String transmittedAt, String rrn) implements OriginalKey {}

        /** Without DE 90: the RRN; several may have it, and those with this STAN come first. */
        record ByRrn(String rrn, String stan) implements OriginalKey {}
    }

    /** Newest first. */
    public List<TransactionView> byRrn(String rrn) {
        return Sql.query(
                        database,
                        "select * from request where rrn = ? order by received_at desc limit " + MOST_ROWS,
                        JournalReader::request,
                        rrn)
                .stream()
                .map(this::view)
                .toList();
    }

    /** Newest first. */
    public List<TransactionView> latest(int count) {
        return Sql.query(
                        database,
                        "select * from request order by txn_id desc limit " + Math.min(count, MOST_ROWS),
                        JournalReader::request)
                .stream()
                .map(this::view)
                .toList();
    }

    public Optional<TransactionView> byId(LocalDate day, long txnId) {
        return Sql.query(
                        database,
                        "select * from request where day = ? and txn_id = ?",
                        JournalReader::request,
                        day,
                        txnId)
                .stream()
                .findFirst()
                .map(this::view);
    }

    /**
     * The transactions that a reversal from this acquirer's terminal can mean, likeliest first: with DE 90 one, that of
     * its time before a later one with its RRN; without it up to {@link #MOST_ORIGINALS}, those with its STAN before the
     * others, newest first.
     */
    public List<TransactionView> originals(String acquirer, String terminalId, OriginalKey key) {
        String condition =
                switch (key) {
                    case OriginalKey.ByTrace _ ->
                        "trace_key = ? and substr(mti, 2, 2) = ? and stan = ? and (transmitted_at = ? or (rrn <> '' and rrn = ?))"
                                + " order by (transmitted_at = ?) desc, received_at desc limit 1";
                    case OriginalKey.ByRrn _ ->
                        "rrn <> '' and rrn = ? order by (stan = ?) desc, received_at desc limit " + MOST_ORIGINALS;
                };
        List<Object> values =
                switch (key) {
                    case OriginalKey.ByTrace(String mti, String stan, String at, String rrn) ->
                        List.of(
                                acquirer,
                                terminalId,
                                Digest.trace(acquirer, terminalId, stan),
                                mti.substring(1, 3),
                                stan,
                                at,
                                rrn,
                                at);
                    case OriginalKey.ByRrn(String rrn, String stan) -> List.of(acquirer, terminalId, rrn, stan);
                };
        return LATELY.stream()
                .map(lately -> Sql.query(
                        database,
                        "select * from request where acquirer = ? and terminal_id = ? and destination <> '' and "
                                + lately + " and " + condition,
                        JournalReader::request,
                        values.toArray()))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of())
                .stream()
                .map(this::view)
                .toList();
    }

    private TransactionView view(RequestRow request) {
        return new TransactionView(
                request, Sql.query(database, EVENTS, JournalReader::event, request.day(), request.txnId()));
    }

    private static EventRow event(ResultSet row) throws SQLException {
        return new EventRow(
                TxnState.valueOf(row.getString("state")),
                Sql.instant(row, "at"),
                row.getString("response_code"),
                Optional.ofNullable(row.getObject("approved_minor", Long.class)),
                row.getString("link"),
                row.getString("detail"),
                StoredAnswer.read(row.getString("answer")));
    }

    static RequestRow request(ResultSet row) throws SQLException {
        return new RequestRow(
                row.getObject("day", LocalDate.class),
                row.getLong("txn_id"),
                Sql.instant(row, "received_at"),
                row.getInt("node"),
                row.getString("acquirer"),
                row.getString("door"),
                row.getString("mti"),
                row.getString("kind"),
                row.getString("processing_code"),
                amount(row),
                row.getBytes("pan_token"),
                row.getString("pan_first6"),
                row.getString("pan_last4"),
                new Trace(
                        row.getString("transmitted_at"),
                        row.getString("stan"),
                        row.getString("local_time"),
                        row.getString("local_date"),
                        row.getString("acquirer_id"),
                        row.getString("rrn"),
                        row.getString("terminal_id")),
                row.getString("merchant_id"),
                row.getString("destination"),
                row.getInt("posted_sign"),
                row.getObject("business_date", LocalDate.class),
                row.getString("route"));
    }

    private static Optional<Amount> amount(ResultSet row) throws SQLException {
        Long minor = row.getObject("amount_minor", Long.class);
        return minor == null
                ? Optional.empty()
                : Currency.of(row.getString("currency")).map(currency -> new Amount(minor, currency));
    }
}
