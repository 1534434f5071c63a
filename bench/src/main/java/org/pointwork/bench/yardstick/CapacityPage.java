package org.pointwork.bench.yardstick;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pointwork.bench.yardstick.Capacity.Costs;
import org.pointwork.bench.yardstick.Capacity.Machine;
import org.pointwork.bench.yardstick.Capacity.Need;

/** The figures of the capacity page as Markdown, and the page with its figures renewed. */
public final class CapacityPage {
    private static final String BEGIN = "<!-- figures: ./pointwork bench capacity writes from here -->";
    private static final String END = "<!-- to here -->";
    private static final List<Integer> RATES = List.of(1_000, 10_000, 100_000);

    private CapacityPage() {}

    /** @throws IllegalArgumentException where the run lacks what the page is computed from */
    public static String figures(JsonNode report, Machine machine) {
        List<String> lines = new ArrayList<>();
        lines.add(say(
                "Measured on %d cores with everything on them. Planned with machines of %d cores for a node and %d for a"
                        + " database, %d MB/s of WAL, all used to %d %%, and a day that averages %d %% of its peak.",
                report.path("machine").path("cores").asInt(),
                machine.nodeCores(),
                machine.databaseCores(),
                machine.walMegabytesPerSecond(),
                machine.usePercent(),
                machine.averagePercent()));
        for (Arm arm : List.of(Arm.POINTWORK_FULL, Arm.POINTWORK)) {
            Costs costs = Capacity.costs(report, arm);
            Capacity capacity = new Capacity(costs, machine);
            lines.addAll(List.of("", "### " + arm.what(), ""));
            lines.add(say(
                    "One transaction: %.0f µs of CPU in the node, %.0f µs in PostgreSQL, %.0f bytes of WAL, %.0f bytes kept on"
                            + " disk. A node's writer takes %,.0f/s.",
                    costs.nodeMicros(),
                    costs.databaseMicros(),
                    costs.walBytes(),
                    costs.keptBytes(),
                    costs.writerTps()));
            lines.add("");
            lines.addAll(needs(capacity));
            lines.add("");
            lines.add("What one of each part is planned to take, the first to saturate first:");
            lines.add("");
            lines.addAll(parts(capacity));
        }
        return String.join("\n", lines);
    }

    private static List<String> needs(Capacity capacity) {
        List<String> lines = new ArrayList<>(List.of(
                "| peak TPS | node cores | nodes | database cores | journals | WAL MB/s | WAL GB a day | disk GB a day |"
                        + " million rows a day and journal |",
                "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"));
        for (int tps : RATES) {
            Need need = capacity.need(tps);
            lines.add(say(
                    "| %,d | %.1f | %d | %.1f | %d | %.1f | %,.0f | %,.0f | %,.0f |",
                    tps,
                    need.nodeCores(),
                    need.nodes(),
                    need.databaseCores(),
                    need.journals(),
                    need.walMegabytesPerSecond(),
                    need.walGigabytesADay(),
                    need.diskGigabytesADay(),
                    need.millionRowsADay()));
        }
        return lines;
    }

    private static List<String> parts(Capacity capacity) {
        List<String> lines = new ArrayList<>(List.of("| part | TPS |", "| --- | ---: |"));
        capacity.parts().forEach(part -> lines.add(say("| %s | %,.0f |", part.name(), part.tpsOfOne())));
        return lines;
    }

    /** @throws IllegalArgumentException where the page has no place for figures */
    public static String renewed(String page, String figures) {
        int from = page.indexOf(BEGIN);
        int to = page.indexOf(END);
        if (from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "the page has no place for figures: \"" + BEGIN + "\" and \"" + END + "\"");
        }
        return page.substring(0, from + BEGIN.length()) + "\n" + figures + "\n" + page.substring(to);
    }

    private static String say(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
