package org.pointwork.bench.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Costs COSTS = new Costs(
            Map.of("switch", 10.0),
            Map.of("switch", 1L),
            OptionalDouble.of(5),
            OptionalDouble.of(2_000),
            OptionalDouble.of(900));
    private static final Reconciliation AGREES = new Reconciliation(10, 9, 1, 10, 10);

    @Test
    void theJsonHasEveryArmAndEveryRatio() throws Exception {
        Results results = new Results();
        for (double tps : new double[] {100, 300, 200}) {
            results.add(Arm.STOCK, Offer.PEAK, run(tps));
        }
        results.add(Arm.POINTWORK, Offer.PEAK, run(1000));
        results.add(Arm.POINTWORK_FULL, Offer.PEAK, run(500));
        results.add(Arm.POSTGRES_CEILING, Offer.PEAK, ceiling(4000, 3000));
        results.add(Arm.RELAY, Offer.PEAK, run(3000));
        results.add(Arm.STOCK, new Offer.Share(70), run(140));
        JsonNode json = new ObjectMapper().readTree(new Report(results).json());
        assertEquals(List.of("machine", "arms", "ratios", "reach"), names(json));
        assertEquals(
                List.of("stock", "pointwork", "pointwork_full", "postgres_ceiling", "relay"), names(json.get("arms")));
        assertEquals(200, json.at("/arms/stock/tps").asDouble());
        assertEquals(100, json.at("/arms/stock/tps_min").asDouble());
        assertEquals(
                140, json.at("/arms/stock/open_loop_by_percent_of_peak/70/tps").asDouble());
        assertEquals(300, json.at("/arms/stock/tps_max").asDouble());
        assertEquals(
                List.of("pointwork/stock", "pointwork_full/stock", "journal/ceiling", "pointwork/relay"),
                names(json.get("ratios")));
        assertEquals(5, json.get("ratios").get("pointwork/stock").asDouble());
        assertEquals(2.5, json.get("ratios").get("pointwork_full/stock").asDouble());
        assertEquals(0.75, json.get("ratios").get("journal/ceiling").asDouble());
        assertEquals(0.333, json.get("ratios").get("pointwork/relay").asDouble());
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() throws Exception {
        Report report = new Report(resultsOf(Arm.STOCK, Offer.PEAK, run(100)));
        JsonNode json = new ObjectMapper().readTree(report.json());
        assertEquals(List.of("stock"), names(json.get("arms")));
        assertTrue(json.get("ratios").isEmpty());
        assertTrue(json.get("reach").isEmpty());
        assertTrue(report.plot().isEmpty());
    }

    @Test
    void anApprovalWithoutARowIsLost() {
        Reconciliation lost = new Reconciliation(10, 10, 0, 10, 9);
        assertEquals(1, lost.lost());
        assertFalse(lost.holds());
        Results results = resultsOf(Arm.STOCK, Offer.PEAK, run(1));
        assertTrue(results.booksAgree());
        results.add(Arm.STOCK, new Offer.Share(90), run(1, lost));
        assertFalse(results.booksAgree());
        assertEquals(1, results.lost(Arm.STOCK));
        assertEquals(0, results.lost(Arm.POINTWORK));
    }

    @Test
    void aRowMayStandForAnAnswerThatNobodyHeardAndForNothingElse() {
        assertTrue(AGREES.holds());
        assertEquals(1, new Reconciliation(10, 9, 0, 10, 10).unexplained());
        assertEquals(2, new Reconciliation(10, 9, 1, 12, 10).unexplained());
    }

    @Test
    void theMiddleOfAnEvenNumberLiesBetweenTheTwo() {
        assertEquals(new Spread(2.5, 1, 4), Spread.of(DoubleStream.of(4, 1, 3, 2)));
        assertEquals(new Spread(7, 7, 7), Spread.of(DoubleStream.of(7)));
        assertTrue(Double.isNaN(Spread.of(DoubleStream.empty()).median()));
    }

    private static Results resultsOf(Arm arm, Offer offer, ArmRun run) {
        Results results = new Results();
        results.add(arm, offer, run);
        return results;
    }

    private static ArmRun run(double tps) {
        return run(tps, AGREES);
    }

    private static ArmRun run(double tps, Reconciliation books) {
        return new ArmRun(tps, Optional.empty(), Optional.of(books), COSTS, OptionalDouble.empty());
    }

    private static ArmRun ceiling(double tps, double journal) {
        return new ArmRun(tps, Optional.empty(), Optional.empty(), COSTS, OptionalDouble.of(journal));
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
