package org.pointwork.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.DayTotals.Sum;

class DayTotalsTest {
    private static final DayTotals OURS =
            new DayTotals(new Sum(1, 500), Sum.NONE, new Sum(3, 30_000), new Sum(1, 10_000), 2);

    @Test
    void theElementsOfADay() {
        assertEquals(
                Map.of(
                        74, "0000000001",
                        75, "0000000000",
                        76, "0000000003",
                        77, "0000000001",
                        81, "0000000002",
                        86, "0000000000000500",
                        87, "0000000000000000",
                        88, "0000000000030000",
                        89, "0000000000010000",
                        97, "D0000000000019500"),
                OURS.elements());
    }

    @Test
    void whatIsSaidIsHeldAgainstIt() {
        assertEquals(List.of(), DayTotals.differences(OURS.elements(), DayTotals.said(fields(OURS))));
        Fields wrong = fields(OURS).with(88, "0000000000020000").with(97, "C0000000000019500");
        assertEquals(
                List.of("DE 88: 20000 there, 30000 here", "DE 97: 19500 there, -19500 here"),
                DayTotals.differences(OURS.elements(), DayTotals.said(wrong)));
        assertEquals(
                List.of(),
                DayTotals.differences(DayTotals.NONE.elements(), Map.of(97, "D0000000000000000")),
                "nothing has no side");
        assertEquals(
                List.of(),
                DayTotals.differences(
                        OURS.elements(), DayTotals.said(fields(OURS).without(81))),
                "DE 81 need not be there");
    }

    @ParameterizedTest
    @CsvSource({"74", "75", "76", "77", "86", "87", "88", "89", "97"})
    void whatIsNeededIsMissed(int de) {
        assertEquals(Optional.empty(), DayTotals.missing(fields(OURS)));
        assertEquals(Optional.of(de), DayTotals.missing(fields(OURS).without(de)));
    }

    private static Fields fields(DayTotals totals) {
        Fields.Editor fields = Fields.NONE.edit();
        totals.elements().forEach(fields::set);
        return fields.done();
    }
}
