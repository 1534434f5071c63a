package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A node's {@code GET /api/transactions}, as scripts ask it. */
public final class NodeApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final URI base;
    private final String bearerToken;

    /** @param base such as {@code http://127.0.0.1:8080} */
    public NodeApi(URI base, String bearerToken) {
        this.base = base;
        this.bearerToken = bearerToken;
    }

    /**
     * The entries of one DE 37.
     *
     * @throws IOException where the node does not answer 200 with a JSON array
     */
    List<JsonNode> transactions(String rrn) throws IOException, InterruptedException {
        String query = "/api/transactions?rrn=" + URLEncoder.encode(rrn, StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(base.resolve(query))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + bearerToken)
                .build();
        HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("the node's API answers " + response.statusCode());
        }
        JsonNode entries = JSON.readTree(response.body());
        if (!entries.isArray()) {
            throw new IOException("the node's API answers no array");
        }
        List<JsonNode> found = new ArrayList<>();
        entries.forEach(found::add);
        return found;
    }
}
