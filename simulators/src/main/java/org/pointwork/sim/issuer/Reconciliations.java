package org.pointwork.sim.issuer;

import java.util.Map;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.Fields;
import org.pointwork.model.ResponseCode;

/**
 * Answers to reconciliations. The issuer's books know no business days, so it takes the switch's totals for its own, but
 * where it is told to have others or none.
 */
final class Reconciliations {
    private static final int SETTLEMENT_CODE = 66;
    private static final int DEBITS = 76;
    private static final int DEBIT_AMOUNT = 88;
    private static final int NET = 97;
    private static final long ONE_MORE_MINOR = 100;

    private final FaultPlan faults;

    Reconciliations(FaultPlan faults) {
        this.faults = faults;
    }

    CardMessage answer(CardMessage request) {
        if (DayTotals.missing(request.fields()).isPresent()) {
            return request.answer(ResponseCode.FORMAT_ERROR);
        }
        if (faults.strikes(FaultKind.NO_TOTALS)) {
            return answer(request, ResponseCode.ORIGINAL_NOT_FOUND, "0", Map.of());
        }
        Map<Integer, String> totals = DayTotals.said(request.fields());
        if (faults.strikes(FaultKind.WRONG_TOTALS)) {
            totals.put(DEBITS, more(totals.get(DEBITS), 1));
            totals.put(DEBIT_AMOUNT, more(totals.get(DEBIT_AMOUNT), ONE_MORE_MINOR));
            totals.remove(NET);
            return answer(request, ResponseCode.RECONCILIATION_ERROR, "2", totals);
        }
        return answer(request, ResponseCode.APPROVED, "1", totals);
    }

    private static CardMessage answer(
            CardMessage request, String code, String settlementCode, Map<Integer, String> totals) {
        CardMessage answer = request.answer(code);
        Fields.Editor fields = answer.fields().edit().set(SETTLEMENT_CODE, settlementCode);
        totals.forEach(fields::set);
        return answer.with(fields.done());
    }

    private static String more(String digits, long by) {
        return "%0".concat(digits.length() + "d").formatted(Long.parseLong(digits) + by);
    }
}
