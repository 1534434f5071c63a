package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node's HTTP API, as scripts ask it. */
public final class NodeApi {
    private final JsonHttp http;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public NodeApi(URI base, String bearerToken) {
        this.http = new JsonHttp("the node's API", base, Optional.of(bearerToken));
    }

    /**
     * The entries of one DE 37.
     *
     * @throws IOException where the node does not answer 200 with a JSON array
     */
    List<JsonNode> transactions(String rrn) throws IOException, InterruptedException {
        JsonNode entries = http.get("/api/transactions", Map.of("rrn", rrn));
        if (!entries.isArray()) {
            throw new IOException("the node's API answers no array");
        }
        List<JsonNode> found = new ArrayList<>();
        entries.forEach(found::add);
        return found;
    }

    /** What {@code GET /api/NAME} says. */
    JsonNode get(String name) throws IOException, InterruptedException {
        return http.get("/api/" + name, Map.of());
    }

    /** The status of {@code POST /api/PATH}. */
    int post(String path, Map<String, String> query) throws IOException, InterruptedException {
        return http.status("POST", "/api/" + path, query);
    }
}
