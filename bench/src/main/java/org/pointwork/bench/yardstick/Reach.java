package org.pointwork.bench.yardstick;

import static org.pointwork.bench.yardstick.Yardstick.atLeast;
import static org.pointwork.bench.yardstick.Yardstick.atMost;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The verdict: every figure that a run of the comparison is held against, what it must be, and what it should be. */
final class Reach {
    private static final List<Yardstick> YARDSTICKS = Stream.of(
                    Stream.of(
                            atLeast("durable TPS, pointwork/stock", "/ratios/pointwork~1stock", 5, 12),
                            atLeast("durable TPS, pointwork_full/stock", "/ratios/pointwork_full~1stock", 3.5, 10),
                            atLeast("journal rows, writer/ceiling", "/ratios/journal~1ceiling", 0.5, 0.8),
                            atLeast("TPS, pointwork/relay", "/ratios/pointwork~1relay", 0.1, 0.25)),
                    ofNode(Arm.POINTWORK),
                    ofNode(Arm.POINTWORK_FULL))
            .flatMap(sticks -> sticks)
            .toList();

    private Reach() {}

    private static Stream<Yardstick> ofNode(Arm arm) {
        String name = arm.label();
        String at = "/arms/" + name;
        String share = at + "/open_loop_by_percent_of_peak/70/";
        String stocks = at + "/open_loop_by_percent_of_stocks_peak/";
        String surge = at + "/overload_by_percent_of_peak/200/";
        return Stream.of(
                atMost(name + ", 70 % of peak: p50 ms", share + "p50_micros", 1_000, 4, 2.5),
                atMost(name + ", 70 % of peak: p99 ms", share + "p99_micros", 1_000, 20, 8),
                atMost(name + ", 70 % of peak: p99.9 ms", share + "p999_micros", 1_000, 50, 25),
                atMost(name + ", stock's 70 %: p99/stock", stocks + "70/p99~1stock", 1, 1.0 / 2, 1.0 / 3),
                atMost(name + ", stock's 90 %: p99/stock", stocks + "90/p99~1stock", 1, 1.0 / 2, 1.0 / 3),
                atLeast(name + ", 200 %: goodput % of peak", surge + "goodput_percent_of_peak", 75, 90),
                atMost(name + ", 200 %: refused p99 ms", surge + "refused_p99_micros", 1_000, 100, 50),
                atMost(name + ", 200 %: recovered s", surge + "recovery_seconds", 1, 2, 2),
                atMost(name + ", garbage KB a transaction", at + "/allocated_bytes_per_transaction", 1_000, 40, 10),
                atMost(name + ", approvals lost", at + "/rows_lost", 1, 0, 0));
    }

    /** What was measured, and whether it reaches; {@code "reached"} is {@code aim}, {@code must} or {@code no}. */
    static ArrayNode json(JsonNode report) {
        ArrayNode reach = JsonNodeFactory.instance.arrayNode();
        for (Yardstick yardstick : YARDSTICKS) {
            yardstick.verdict(report).ifPresent(verdict -> {
                Bar bar = yardstick.bar();
                reach.addObject()
                        .put("figure", yardstick.figure())
                        .put("measured", Math.round(yardstick.value(report) * 1_000) / 1_000.0)
                        .put("bound", sign(bar))
                        .put("must", bar.must())
                        .put("aim", bar.aim())
                        .put(
                                "reached",
                                switch (verdict) {
                                    case REACHED_THE_AIM -> "aim";
                                    case PASSED -> "must";
                                    case FAILED -> "no";
                                });
            });
        }
        return reach;
    }

    static List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        lines.add("%-44s %10s %9s %9s  %s".formatted("figure", "measured", "must", "aim", "reached"));
        for (Yardstick yardstick : YARDSTICKS) {
            Bar bar = yardstick.bar();
            Optional<Bar.Verdict> verdict = yardstick.verdict(report);
            lines.add("%-44s %10s %9s %9s  %s"
                    .formatted(
                            yardstick.figure(),
                            verdict.isEmpty() ? "-" : number(yardstick.value(report)),
                            sign(bar) + " " + number(bar.must()),
                            sign(bar) + " " + number(bar.aim()),
                            verdict.map(Reach::words).orElse("not measured")));
        }
        return lines;
    }

    private static String words(Bar.Verdict verdict) {
        return switch (verdict) {
            case REACHED_THE_AIM -> "yes, and the aim";
            case PASSED -> "yes";
            case FAILED -> "NO";
        };
    }

    private static String sign(Bar bar) {
        return switch (bar.side()) {
            case AT_LEAST -> "≥";
            case AT_MOST -> "≤";
        };
    }

    private static String number(double number) {
        String text = String.format(Locale.ROOT, "%.2f", number);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
