package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All rounds in one: tables and a plot for people, JSON for machines. Figures are medians over the rounds. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Results results;
    private final ObjectNode root = JSON.createObjectNode();

    Report(Results results) {
        this.results = results;
        root.putObject("machine").put("cores", Runtime.getRuntime().availableProcessors());
        ObjectNode arms = root.putObject("arms");
        for (Arm arm : results.arms()) {
            ObjectNode node = arms.putObject(arm.label());
            write(arm, node);
            node.put("rows_lost", results.lost(arm));
        }
        ratios(root.putObject("ratios"));
        root.set("reach", Reach.json(root));
    }

    private void write(Arm arm, ObjectNode node) {
        for (Offer offer : results.offers(arm)) {
            ObjectNode into =
                    switch (offer) {
                        case Offer.Peak _ -> node;
                        case Offer.Share(int percent) -> at(node, "open_loop_by_percent_of_peak", percent);
                        case Offer.Surge(int percent) -> at(node, "overload_by_percent_of_peak", percent);
                        case Offer.StockShare(int percent) -> at(node, "open_loop_by_percent_of_stocks_peak", percent);
                    };
            ArmFigures.write(into, offer, results.of(arm, offer), results.peakTps(arm));
            if (offer instanceof Offer.StockShare(int percent)) {
                String p99 = "/arms/stock/open_loop_by_percent_of_peak/" + percent + "/p99_micros";
                ratio(
                        into,
                        "p99/stock",
                        into.path("p99_micros").asDouble(),
                        root.at(p99).asDouble());
            }
        }
    }

    private static ObjectNode at(ObjectNode arm, String group, int percent) {
        return arm.withObjectProperty(group).putObject(Integer.toString(percent));
    }

    private void ratios(ObjectNode ratios) {
        ratio(ratios, "pointwork/stock", results.peakTps(Arm.POINTWORK), results.peakTps(Arm.STOCK));
        ratio(ratios, "pointwork_full/stock", results.peakTps(Arm.POINTWORK_FULL), results.peakTps(Arm.STOCK));
        ratio(
                ratios,
                "journal/ceiling",
                root.at("/arms/postgres_ceiling/journal_tps").asDouble(),
                results.peakTps(Arm.POSTGRES_CEILING));
        ratio(ratios, "pointwork/relay", results.peakTps(Arm.POINTWORK), results.peakTps(Arm.RELAY));
    }

    private static void ratio(ObjectNode into, String name, double above, double below) {
        if (above > 0 && below > 0) { // false for NaN as well
            into.put(name, Math.round(above / below * 1000) / 1000.0);
        }
    }

    /** Whether no approval that was heard is missing in a journal, and no row is unaccounted for. */
    public boolean booksAgree() {
        return results.booksAgree();
    }

    /** {@code {"arms":{"stock":{"tps":…},…},"ratios":{…},"reach":[…]}}; an arm that was left out is not in it. */
    public String json() {
        return root.toPrettyString();
    }

    /** Lines for a screen: what was measured, how overloads went, and what is reached. */
    public List<String> table() {
        List<String> lines = new ArrayList<>(Table.lines(root));
        lines.add("");
        lines.addAll(Reach.lines(root));
        return lines;
    }

    /** Latency by percentile as an SVG; nothing where no arm had any latency. */
    public Optional<String> plot() {
        return LatencyPlot.of(root);
    }
}
