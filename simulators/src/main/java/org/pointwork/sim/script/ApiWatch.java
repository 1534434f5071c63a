package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the node until one of its lists has an object that is as wanted. */
final class ApiWatch {
    private static final long POLL_MS = 50;
    private static final long WISH_MS = 500;

    private final NodeApi api;

    ApiWatch(NodeApi api) {
        this.api = api;
    }

    /** @throws CaseFailed where the time is up */
    JsonNode await(String name, Map<String, String> wanted, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (true) {
            Optional<JsonNode> found = find(api.get(name), wanted);
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() >= deadline) {
                throw new CaseFailed("nothing in /api/" + name + " is " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** Wishes until it is answered so. @throws CaseFailed where the time is up */
    void wish(String path, Map<String, String> query, int status, Duration within)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        int answered = api.post(path, query);
        while (answered != status) {
            if (System.nanoTime() >= deadline) {
                throw new CaseFailed("the node answers " + answered + " to " + path + ", not " + status);
            }
            TimeUnit.MILLISECONDS.sleep(WISH_MS);
            answered = api.post(path, query);
        }
    }

    /** This or what in it has all the values. */
    private static Optional<JsonNode> find(JsonNode node, Map<String, String> wanted) {
        boolean is = node.isObject()
                && wanted.entrySet().stream()
                        .allMatch(want -> Wanted.agrees(
                                want.getValue(), node.path(want.getKey()).asText()));
        if (is) {
            return Optional.of(node);
        }
        for (JsonNode inner : node) {
            Optional<JsonNode> found = find(inner, wanted);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }
}
