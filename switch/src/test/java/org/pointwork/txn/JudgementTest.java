package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.Reconciliation.Result;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.DayTotals.Sum;
import org.pointwork.testing.Requests;

/** Who says what of a day, and what comes of it. */
class JudgementTest {
    private static final Map<Integer, String> OURS =
            new DayTotals(Sum.NONE, Sum.NONE, new Sum(1, 12_300), Sum.NONE, 0).elements();

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            the same,                  12300, true,  IN_BALANCE,     00, 1
            another amount,            12301, true,  OUT_OF_BALANCE, 95, 2
            a day that is not here,    12301, false, UNAVAILABLE,    25, 0
            """)
    void an_acquirer(String what, long debitMinor, boolean known, Result result, String code, String settlementCode) {
        Judgement judgement = Judgement.ofAcquirer(OURS, known, debits(debitMinor));
        assertAll(
                () -> assertEquals(result, judgement.result(), what),
                () -> assertEquals(code, judgement.responseCode()),
                () -> assertEquals(settlementCode, judgement.settlementCode()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            agrees and repeats ours,         00, 1,  12300, IN_BALANCE,     0
            agrees and says nothing,         00, 1,  -1,    IN_BALANCE,     0
            agrees without DE 66,            00, '', -1,    IN_BALANCE,     0
            agrees and has other totals,     00, 1,  12301, OUT_OF_BALANCE, 1
            disagrees with its totals,       95, 2,  12301, OUT_OF_BALANCE, 1
            disagrees and says nothing,      95, 2,  -1,    OUT_OF_BALANCE, 1
            disagrees without DE 66,         95, '', 12301, OUT_OF_BALANCE, 1
            has an error,                    95, 3,  -1,    OUT_OF_BALANCE, 1
            has no totals,                   00, 0,  -1,    UNAVAILABLE,    0
            does not serve it,               12, '', -1,    UNAVAILABLE,    0
            """)
    void an_issuer(String what, String code, String settlementCode, long debitMinor, Result result, int differences) {
        CardMessage asked = Requests.message("0520", new TreeMap<>(OURS));
        Map<Integer, String> said = debitMinor < 0 ? new TreeMap<>() : new TreeMap<>(debits(debitMinor));
        said.put(39, code);
        said.put(66, settlementCode);
        said.values().removeIf(String::isEmpty);
        Judgement judgement = Judgement.ofIssuer(
                OURS,
                asked.with(asked.mti().answer(), Requests.message("0530", said).fields()));
        assertEquals(result, judgement.result(), what);
        assertEquals(differences, judgement.differences().size(), () -> judgement
                .differences()
                .toString());
    }

    private static Map<Integer, String> debits(long minor) {
        return Map.of(76, "0000000001", 88, "%016d".formatted(minor));
    }
}
