package org.pointwork.bench.hsm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The figures as a table for people and as JSON for machines.
 *
 * @param rates times a second, by function
 */
public record HsmReport(Map<String, Map<Setting, Double>> rates) {
    /** One line a function, with a heading. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        var heading = new StringBuilder("%-26s".formatted("a second"));
        for (Setting setting : Setting.values()) {
            heading.append(" %18s".formatted(setting.inWords()));
        }
        lines.add(heading.toString());
        rates.forEach((function, bySetting) -> {
            var line = new StringBuilder("%-26s".formatted(function));
            for (Setting setting : Setting.values()) {
                line.append(" %,18.0f".formatted(bySetting.getOrDefault(setting, Double.NaN)));
            }
            lines.add(line.toString());
        });
        return lines;
    }

    /** {@code {"pinTranslation": {"SOFTWARE": …, "ONE_THREAD": …, "TWO_THREADS": …, "TWO_COPIES": …}, …}}, times a second. */
    public String json() {
        ObjectNode all = new ObjectMapper().createObjectNode();
        rates.forEach((function, bySetting) -> {
            var figures = all.putObject(function);
            bySetting.forEach((setting, rate) -> figures.put(setting.name(), rate));
        });
        return all.toPrettyString();
    }
}
