package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The report's figures as lines for a screen. */
final class Table {
    private Table() {}

    static List<String> lines(JsonNode report) {
        List<String> lines = new ArrayList<>();
        lines.add("%-28s %9s %17s %8s %8s %8s %8s %8s %5s  %s"
                .formatted(
                        "arm, % of its peak",
                        "tps",
                        "min..max",
                        "p50 ms",
                        "p99 ms",
                        "p99.9",
                        "lag p99",
                        "no ok %",
                        "lost",
                        "CPU-us a transaction"));
        List<String> overloads = new ArrayList<>();
        report.path("arms").properties().forEach(arm -> {
            JsonNode node = arm.getValue();
            lines.add(line(arm.getKey(), node));
            node.path("open_loop_by_percent_of_peak")
                    .properties()
                    .forEach(share -> lines.add(line(arm.getKey() + " " + share.getKey() + "%", share.getValue())));
            node.path("open_loop_by_percent_of_stocks_peak")
                    .properties()
                    .forEach(share ->
                            lines.add(line(arm.getKey() + " stock's " + share.getKey() + "%", share.getValue())));
            node.path("overload_by_percent_of_peak")
                    .properties()
                    .forEach(share ->
                            overloads.add(overload(arm.getKey() + " " + share.getKey() + "%", share.getValue())));
        });
        if (!overloads.isEmpty()) {
            lines.add("");
            lines.add("%-28s %9s %15s %10s %15s %11s %12s"
                    .formatted(
                            "overload",
                            "tps",
                            "goodput % peak",
                            "refused %",
                            "refused p99 ms",
                            "unanswered",
                            "recovered s"));
            lines.addAll(overloads);
        }
        return lines;
    }

    private static String line(String name, JsonNode node) {
        return "%-28s %9.0f %17s %8s %8s %8s %8s %8s %5d  %s"
                .formatted(
                        name,
                        node.path("tps").asDouble(),
                        "%.0f..%.0f"
                                .formatted(
                                        node.path("tps_min").asDouble(),
                                        node.path("tps_max").asDouble()),
                        millis(node.path("p50_micros")),
                        millis(node.path("p99_micros")),
                        millis(node.path("p999_micros")),
                        millis(node.path("generator_lag_p99_micros")),
                        figure(node.path("not_approved_percent"), 1),
                        node.path("rows_lost").asLong(),
                        node.path("cpu_micros_per_transaction")
                                .toString()
                                .replaceAll("[{}\"]", "")
                                .replace(",", " "));
    }

    private static String overload(String name, JsonNode node) {
        return "%-28s %9.0f %15s %10s %15s %11s %12s"
                .formatted(
                        name,
                        node.path("tps").asDouble(),
                        figure(node.path("goodput_percent_of_peak"), 1),
                        figure(node.path("refused_percent"), 1),
                        millis(node.path("refused_p99_micros")),
                        figure(node.path("unanswered"), 1),
                        figure(node.path("recovery_seconds"), 1));
    }

    private static String millis(JsonNode micros) {
        return figure(micros, 1_000);
    }

    private static String figure(JsonNode node, double divisor) {
        return node.isMissingNode() ? "-" : String.format(Locale.ROOT, "%.1f", node.asDouble() / divisor);
    }
}
