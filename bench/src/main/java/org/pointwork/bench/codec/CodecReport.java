package org.pointwork.bench.codec;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The figures as a table for people and as JSON for machines.
 *
 * @param figures in the order in which they were measured
 */
public record CodecReport(List<Figure> figures) {
    /** One line each, with a heading. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add("%-28s %10s %8s %12s".formatted("", "ns", "±", "bytes"));
        for (Figure figure : figures) {
            lines.add("%-28s %,10.1f %,8.1f %,12.0f"
                    .formatted(figure.name(), figure.ns(), figure.errorNs(), figure.allocatedBytes()));
        }
        return lines;
    }

    /** {@code {"decode iso87-ascii": {"ns": …, "error_ns": …, "allocated_bytes": …}, …}}. */
    public String json() {
        ObjectNode all = new ObjectMapper().createObjectNode();
        for (Figure figure : figures) {
            all.putObject(figure.name())
                    .put("ns", figure.ns())
                    .put("error_ns", figure.errorNs())
                    .put("allocated_bytes", figure.allocatedBytes());
        }
        return all.toPrettyString();
    }
}
