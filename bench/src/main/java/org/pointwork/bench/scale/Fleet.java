package org.pointwork.bench.scale;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Many partners like the one in {@code cfg/links.yml}, each with one link and a card prefix or more.
 *
 * @param partners at most 1,000
 * @param used the benchmark's cards are spread over that many of them; the others have prefixes that no card has
 */
record Fleet(int partners, int used) {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final String CARDS = "400000";
    private static final String OTHER_CARDS = "520000";

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

    private ObjectNode routes() {
        ObjectNode root = YAML.createObjectNode();
        ArrayNode routes = root.putArray("routes");
        int digits = used <= 10 ? 1 : used <= 100 ? 2 : 3; // these prefixes together take every card
        for (int prefix = 0; prefix < Math.powExact(10, digits); prefix++) {
            add(routes, CARDS + ("%0" + digits + "d").formatted(prefix), prefix % used);
        }
        for (int partner = used; partner < partners; partner++) {
            add(routes, OTHER_CARDS + "%03d".formatted(partner), partner);
        }
        return root;
    }

    private static void add(ArrayNode routes, String prefix, int partner) {
        routes.addObject().put("prefix", prefix).put("partner", name(partner));
    }
}
