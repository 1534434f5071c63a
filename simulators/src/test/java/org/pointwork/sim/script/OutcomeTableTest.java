package org.pointwork.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTableTest {
    private static final CaseResult PURCHASE = new CaseResult(
            "Purchase with PIN", "0200 123.00", "0210/00", "0210/00", "APPROVED", Duration.ofMillis(41), true, "");
    private static final CaseResult SILENT = new CaseResult(
            "Issuer silent",
            "0200 10.68",
            "0210/00",
            "0210/91",
            "",
            Duration.ofMillis(2_013),
            false,
            "18-timeout.pos:3: DE 39");

    @Test
    void alignsItsColumnsAndSaysWhatWentWrong() {
        assertEquals("""
                      case                         sent                  answered          expected          state                  time
                ------------------------------------------------------------------------------------------------------------------------
                ok    Purchase with PIN            0200 123.00           0210/00           0210/00           APPROVED              41 ms
                WRONG Issuer silent                0200 10.68            0210/00           0210/91                               2013 ms
                      18-timeout.pos:3: DE 39""", String.join("\n", table(false)));
    }

    @Test
    void fitsTheScreenWhateverIsInIt() {
        String much = "x".repeat(200);
        CaseResult wide = new CaseResult(much, much, much, much, much, Duration.ofSeconds(90), true, "");

        new OutcomeTable(false).lines(wide).forEach(line -> assertTrue(line.length() <= 120, line));
    }

    @Test
    void coloursOnlyWhereAsked() {
        List<String> coloured = table(true);

        assertTrue(table(false).stream().noneMatch(line -> line.contains("\u001B")));
        assertTrue(coloured.get(3).startsWith("\u001B[31mWRONG"));
        assertEquals(
                table(false),
                coloured.stream()
                        .map(line -> line.replaceAll("\u001B\\[[0-9]+m", ""))
                        .toList());
    }

    private static List<String> table(boolean coloured) {
        OutcomeTable table = new OutcomeTable(coloured);
        List<String> lines = new ArrayList<>(table.head());
        lines.addAll(table.lines(PURCHASE));
        lines.addAll(table.lines(SILENT));
        return lines;
    }
}
