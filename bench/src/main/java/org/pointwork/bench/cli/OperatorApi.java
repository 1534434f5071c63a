package org.pointwork.bench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A node's HTTP API, as an operator asks it. Closing a day of thirty million payments takes minutes. */
final class OperatorApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int LONGEST_WORDS = 200;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final URI base;
    private final String bearer;

    OperatorApi(URI base, String bearer) {
        this.base = base;
        this.bearer = bearer;
    }

    /** What the node said, whatever it is. */
    record Answer(int status, JsonNode json) {
        boolean isOk() {
            return status == 200;
        }
    }

    /**
     * Asks, and waits for the answer.
     *
     * @throws IOException where no node answers, or it is none
     */
    Answer ask(String method, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + bearer)
                .method(method, BodyPublishers.noBody())
                .build();
        HttpResponse<byte[]> response = send(request);
        Optional<JsonNode> json = json(response.body());
        if (response.statusCode() == 200 && json.isEmpty()) {
            throw new IOException("what answers at " + base + " is no node");
        }
        return new Answer(response.statusCode(), json.orElseGet(() -> inWords(response)));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException("no node answers at " + base, e);
        }
    }

    private static Optional<JsonNode> json(byte[] body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A refusal by the HTTP server itself is plain text. */
    private static JsonNode inWords(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8).strip();
        String words = text.isEmpty() ? "HTTP status " + response.statusCode() : text;
        return JSON.createObjectNode().put("error", words.substring(0, Math.min(words.length(), LONGEST_WORDS)));
    }
}
