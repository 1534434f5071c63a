package org.pointwork.sim.issuer;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.DayTotals;
import org.pointwork.model.DayTotals.Sum;
import org.pointwork.sim.pos.PosMessages;

/** What the issuer answers to a reconciliation, right and wrong. */
class ReconciliationsTest {
    @ParameterizedTest(name = "fault {0}")
    @CsvSource(textBlock = """
            '',           00, 1,  0000000000012300
            wrong-totals, 95, 2,  0000000000012400
            no-totals,    25, 0,  ''
            """)
    void asOrdered(String fault, String code, String settlementCode, String debits) {
        FaultPlan faults = new FaultPlan();
        FaultKind.labelled(fault).ifPresent(kind -> faults.order(kind, 1));
        CardMessage answer = new Reconciliations(faults)
                .answer(PosMessages.demo()
                        .reconciliation(
                                "0520",
                                LocalDate.now(),
                                new DayTotals(Sum.NONE, Sum.NONE, new Sum(1, 12_300), Sum.NONE, 0)));
        assertAll(
                () -> assertEquals("0530", answer.mti().digits()),
                () -> assertEquals(code, answer.responseCode()),
                () -> assertEquals(settlementCode, answer.fields().text(66)),
                () -> assertEquals(debits, answer.fields().text(88)));
    }
}
