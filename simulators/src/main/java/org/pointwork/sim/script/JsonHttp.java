package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Questions to an HTTP server that answers in JSON; each takes 5 s at most. */
final class JsonHttp {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String who;
    private final URI base;
    private final Optional<String> bearerToken;

    /** @param who as errors call the server */
    JsonHttp(String who, URI base, Optional<String> bearerToken) {
        this.who = who;
        this.base = base;
        this.bearerToken = bearerToken;
    }

    /** @throws IOException where the server does not answer 200 with JSON */
    JsonNode get(String path, Map<String, String> query) throws IOException, InterruptedException {
        return ask("GET", path, query);
    }

    /** As {@link #get}, for what changes something. */
    JsonNode post(String path, Map<String, String> query) throws IOException, InterruptedException {
        return ask("POST", path, query);
    }

    /** What it is answered with, whatever that is. */
    int status(String method, String path, Map<String, String> query) throws IOException, InterruptedException {
        return send(method, path, query).statusCode();
    }

    private JsonNode ask(String method, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = send(method, path, query);
        if (response.statusCode() != 200) {
            throw new IOException(who + " answers " + response.statusCode());
        }
        return JSON.readTree(response.body());
    }

    private HttpResponse<byte[]> send(String method, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path + encoded(query)))
                .timeout(TIMEOUT)
                .method(method, BodyPublishers.noBody());
        bearerToken.ifPresent(token -> request.header("Authorization", "Bearer " + token));
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String encoded(Map<String, String> query) {
        return query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", query.isEmpty() ? "" : "?", ""));
    }
}
