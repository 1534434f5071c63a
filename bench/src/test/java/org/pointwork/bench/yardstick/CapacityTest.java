package org.pointwork.bench.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pointwork.bench.yardstick.Capacity.Machine;
import org.pointwork.bench.yardstick.Capacity.Need;
import org.pointwork.bench.yardstick.Capacity.Part;

class CapacityTest {
    private static final Machine MACHINE = new Machine(8, 16, 50, 100, 25);
    private static final String REPORT = """
            {"machine": {"cores": 2},
             "arms": {"postgres_ceiling": {"journal_tps": 30000},
                      "pointwork": {"wal_bytes_per_transaction": 2000, "kept_bytes_per_transaction": 1000,
                        "cpu_micros_per_transaction": {"switch": 1, "postgres": 1},
                        "open_loop_by_percent_of_peak": {"70": {
                          "cpu_micros_per_transaction": {"switch": 100, "postgres": 50, "issuer": 7}}}},
                      "pointwork_full": {"wal_bytes_per_transaction": 2000, "kept_bytes_per_transaction": 1000,
                        "cpu_micros_per_transaction": {"switch": 400, "postgres": 50}}}}""";

    private final JsonNode report;

    CapacityTest() throws Exception {
        report = new ObjectMapper().readTree(REPORT);
    }

    @Test
    void whatTakesLeastSaturatesFirst() {
        Capacity capacity = new Capacity(Capacity.costs(report, Arm.POINTWORK), MACHINE);
        assertEquals(
                List.of(
                        new Part("journal's writer of a node", 15_000),
                        new Part("WAL of a database", 25_000),
                        new Part("CPU of a node", 40_000),
                        new Part("CPU of a database", 160_000)),
                capacity.parts());
    }

    @Test
    void aRateNeedsMachinesAndDisks() {
        Need need = new Capacity(Capacity.costs(report, Arm.POINTWORK), MACHINE).need(60_000);
        assertEquals(new Need(60_000, 12, 5, 6, 3, 120, 2_592, 1_296, 432), need);
    }

    @Test
    void evenTheLeastRateHasANodeToSpare() {
        assertEquals(
                2,
                new Capacity(Capacity.costs(report, Arm.POINTWORK), MACHINE)
                        .need(1)
                        .nodes());
    }

    @Test
    void thePageIsRenewedBetweenItsMarksAndNowhereElse() {
        String figures = CapacityPage.figures(report, MACHINE);
        assertTrue(figures.contains("| 100,000 | 80.0 | 11 |"), figures); // 400 µs a transaction, no open loop measured
        String page = """
                before
                <!-- figures: ./pointwork bench capacity writes from here -->
                old
                <!-- to here -->
                after
                """;
        String renewed = CapacityPage.renewed(page, figures);
        assertTrue(renewed.startsWith("before\n") && renewed.endsWith("<!-- to here -->\nafter\n"));
        assertFalse(renewed.contains("old"));
        assertEquals(renewed, CapacityPage.renewed(renewed, figures));
        assertThrows(IllegalArgumentException.class, () -> CapacityPage.renewed("no marks", figures));
    }

    @Test
    void aRunThatLacksAnArmIsRefused() throws Exception {
        JsonNode stockOnly = new ObjectMapper().readTree("{\"arms\": {\"stock\": {\"tps\": 1}}}");
        assertThrows(IllegalArgumentException.class, () -> Capacity.costs(stockOnly, Arm.POINTWORK));
    }
}
