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
import java.time.Duration;

/** A node's HTTP API, as an operator asks it. Closing a day of thirty million payments takes minutes. */
final class OperatorApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(30);
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

    /** @throws IOException where no node answers, or it is none */
    Answer ask(String method, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(LONGEST)
                .header("Authorization", "Bearer " + bearer)
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), JSON.readTree(response.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (IOException e) {
            throw new IOException("no node answers at " + base, e);
        }
    }
}
