package org.pointwork.txn;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.Reconciliation.Result;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.ResponseCode;
import org.pointwork.model.TxnState;

/** Whether two sides say the same of a business day (ISO 8583:1987, 4.3.66). */
public record Judgement(Result result, Map<Integer, String> theirs, List<String> differences) {
    public static final int SETTLEMENT_CODE = 66;

    /** What an acquirer says. */
    public static Judgement ofAcquirer(Map<Integer, String> ours, boolean known, Map<Integer, String> theirs) {
        List<String> differences = DayTotals.differences(ours, theirs);
        Result result = differences.isEmpty() ? Result.IN_BALANCE : known ? Result.OUT_OF_BALANCE : Result.UNAVAILABLE;
        return new Judgement(result, theirs, differences);
    }

    /** What an issuer answers: its word, and its totals where it gives any. Where they disagree, it is out of balance. */
    public static Judgement ofIssuer(Map<Integer, String> ours, CardMessage reply) {
        Map<Integer, String> theirs = DayTotals.said(reply.fields());
        List<String> differences = new ArrayList<>(DayTotals.differences(ours, theirs));
        Result said = said(reply);
        if (said == Result.OUT_OF_BALANCE && differences.isEmpty()) {
            differences.add("the partner says so, and not where");
        }
        return new Judgement(
                said == Result.IN_BALANCE && !differences.isEmpty() ? Result.OUT_OF_BALANCE : said,
                theirs,
                differences);
    }

    /** DE 66, and DE 39 where the edition has no settlement code. */
    private static Result said(CardMessage reply) {
        return switch (reply.fields().text(SETTLEMENT_CODE)) {
            case "1" -> Result.IN_BALANCE;
            case "2", "3" -> Result.OUT_OF_BALANCE;
            case "" ->
                switch (reply.responseCode()) {
                    case ResponseCode.APPROVED -> Result.IN_BALANCE;
                    case ResponseCode.RECONCILIATION_ERROR -> Result.OUT_OF_BALANCE;
                    default -> Result.UNAVAILABLE;
                };
            default -> Result.UNAVAILABLE;
        };
    }

    /** DE 39. */
    public String responseCode() {
        return switch (result) {
            case IN_BALANCE -> ResponseCode.APPROVED;
            case OUT_OF_BALANCE -> ResponseCode.RECONCILIATION_ERROR;
            case UNAVAILABLE, WAITING -> ResponseCode.ORIGINAL_NOT_FOUND;
        };
    }

    /** DE 66. */
    public String settlementCode() {
        return switch (result) {
            case IN_BALANCE -> "1";
            case OUT_OF_BALANCE -> "2";
            case UNAVAILABLE, WAITING -> "0";
        };
    }

    /** As the history of the message has it. */
    public EventRow event(LocalDate date, String currency, String link, StoredAnswer answer, Instant now) {
        String what =
                switch (result) {
                    case IN_BALANCE -> "in balance";
                    case OUT_OF_BALANCE -> "out of balance: " + String.join("; ", differences);
                    case UNAVAILABLE, WAITING -> "one side has no totals";
                };
        return new EventRow(
                result == Result.IN_BALANCE ? TxnState.APPROVED : TxnState.DECLINED,
                now,
                answer.elements().getOrDefault(39, ""),
                Optional.empty(),
                link,
                "day " + date + " in " + currency + " " + what,
                answer);
    }
}
