package org.pointwork.bench.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.pointwork.sim.pos.Door;

/**
 * The node's own configuration with what the pack needs beside it: a door for each dialect, and what stands in {@code
 * certify/} of the resources, where lists get longer and all else is taken over.
 */
final class CertifyCfg {
    private static final String[] ADDED = {"links.yml", "routes.yml", "limits.yml", "business-day.yml", "stand-in.yml"};

    private final Path folder;
    private final ObjectMapper yaml = new ObjectMapper(new YAMLFactory());

    CertifyCfg(Path folder) {
        this.folder = folder;
    }

    /** Adds it all. @param ports of the doors that the configuration has not got */
    void add(Map<String, Integer> ports) throws IOException {
        for (String file : ADDED) {
            try (InputStream added = CertifyCfg.class.getResourceAsStream("/certify/" + file)) {
                ObjectNode cfg = read(file);
                merge(cfg, yaml.readTree(added));
                write(file, cfg);
            }
        }
        ObjectNode listeners = read("listeners.yml");
        ArrayNode doors = (ArrayNode) listeners.get("listeners");
        ObjectNode like = doors.get(0).deepCopy();
        ports.forEach((name, port) -> doors.add(door(like.deepCopy(), Door.kind(name), port)));
        write("listeners.yml", listeners);
    }

    private static ObjectNode door(ObjectNode door, Door.Kind kind, int port) {
        boolean host = kind.name().equals("host");
        boolean strict = kind.name().equals("registered");
        return door.put("name", "pos-" + kind.name())
                .put("acquirer", host ? "certify-host" : door.get("acquirer").asText())
                .put("port", port)
                .put("dialect", kind.dialect())
                .put("framing", kind.framing())
                .put("unknown-senders", strict ? "refuse" : "let-pass");
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties().forEach(entry -> {
            JsonNode there = into.get(entry.getKey());
            if (there instanceof ArrayNode list && entry.getValue() instanceof ArrayNode more) {
                list.addAll(more);
            } else {
                into.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private ObjectNode read(String file) throws IOException {
        return (ObjectNode) yaml.readTree(folder.resolve(file).toFile());
    }

    private void write(String file, ObjectNode content) throws IOException {
        Files.writeString(folder.resolve(file), yaml.writeValueAsString(content));
    }
}
