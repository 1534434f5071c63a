package org.pointwork.bench.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final String REPORT = """
            {"ratios": {"pointwork/stock": 12.5, "pointwork_full/stock": 4, "pointwork/relay": 0.05},
             "arms": {"pointwork": {
                "rows_lost": 0,
                "allocated_bytes_per_transaction": 40001,
                "open_loop_by_percent_of_peak": {"70": {
                    "p50_micros": 2500, "p99_micros": 9000, "p999_micros": 51000, "not_approved_percent": 0.5}},
                "open_loop_by_percent_of_stocks_peak": {
                    "70": {"p99/stock": 0.34, "not_approved_percent": 0},
                    "90": {"p99/stock": 0.1, "not_approved_percent": 3}},
                "overload_by_percent_of_peak": {"200": {
                    "goodput_percent_of_peak": 80, "refused_p99_micros": 49000, "recovery_seconds": 2.1,
                    "not_approved_percent": 55}}}}}""";

    @Test
    void eachFigureIsHeldAgainstWhatItMustBeAndWhatItShouldBe() throws Exception {
        JsonNode reach = Reach.json(new ObjectMapper().readTree(REPORT));
        String graded = StreamSupport.stream(reach.spliterator(), false)
                .map(row -> "%-7s %s"
                        .formatted(
                                row.get("measured").asText(), row.get("reached").asText()))
                .collect(Collectors.joining("\n"));
        // the 0.1 counts for nothing: a switch that refuses is quick
        assertEquals("""
                12.5    aim
                4.0     must
                0.05    no
                2.5     aim
                9.0     must
                51.0    no
                0.34    must
                0.1     no
                80.0    must
                49.0    aim
                2.1     no
                40.001  no
                0.0     aim""", graded);
    }

    @Test
    void whatWasNotMeasuredIsSaidToPeopleAndLeftOutForMachines() throws Exception {
        JsonNode nothing = new ObjectMapper().readTree("{}");
        assertTrue(Reach.json(nothing).isEmpty());
        assertTrue(Reach.lines(nothing).stream().skip(1).allMatch(line -> line.endsWith("not measured")));
        assertEquals(25, Reach.lines(nothing).size());
    }
}
