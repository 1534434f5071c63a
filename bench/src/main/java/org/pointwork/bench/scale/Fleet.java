package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Many partners like the one in {@code cfg/links.yml}, each with one link, and the benchmark's cards spread over them.
 *
 * @param partners at most 1,000
 */
record Fleet(int partners) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String CARDS = "400000";

    /** Writes {@code links.yml} and {@code routes.yml}; links go to these ports in turn. */
    void write(Path cfg, List<Integer> issuerPorts) throws IOException {
        Path links = cfg.resolve("links.yml");
        JsonNode root = YAML.readTree(links.toFile());
        ArrayNode blocks = (ArrayNode) root.path("partners");
        ObjectNode model = (ObjectNode) blocks.path(0);
        blocks.removeAll();
        for (int i = 0; i < partners; i++) {
            ObjectNode block = model.deepCopy();
            block.put("name", name(i));
            ObjectNode link = block.putArray("links").addObject();
            link.put("name", "line").put("host", "127.0.0.1").put("port", issuerPorts.get(i % issuerPorts.size()));
            blocks.add(block);
        }
        YAML.writeValue(links.toFile(), root);
        YAML.writeValue(cfg.resolve("routes.yml").toFile(), routes());
    }

    private static String name(int partner) {
        return "issuer-%04d".formatted(partner);
    }

    /** Prefixes that together take every card: 10, 100 or 1,000 of them, at least one a partner. */
    private ObjectNode routes() {
        int digits = partners <= 10 ? 1 : partners <= 100 ? 2 : 3;
        ObjectNode root = YAML.createObjectNode();
        ArrayNode routes = root.putArray("routes");
        for (int prefix = 0; prefix < Math.powExact(10, digits); prefix++) {
            routes.addObject()
                    .put("prefix", CARDS + ("%0" + digits + "d").formatted(prefix))
                    .put("partner", name(prefix % partners));
        }
        return root;
    }
}
