package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Asks the node until one of its lists has an object that is as wanted. */
final class ApiWatch {
    private static final long POLL_MS = 50;

    private final NodeApi api;

    ApiWatch(NodeApi api) {
        this.api = api;
    }

    /** @throws CaseFailed where the time is up */
    void await(String name, Map<String, String> wanted, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!isThere(api.get(name), wanted)) {
            if (System.nanoTime() >= deadline) {
                throw new CaseFailed("nothing in /api/" + name + " is " + wanted);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /** Whether this or anything in it has all the values. */
    private static boolean isThere(JsonNode node, Map<String, String> wanted) {
        boolean is = node.isObject()
                && wanted.entrySet().stream()
                        .allMatch(want -> Wanted.agrees(
                                want.getValue(), node.path(want.getKey()).asText()));
        if (is) {
            return true;
        }
        for (JsonNode inner : node) {
            if (isThere(inner, wanted)) {
                return true;
            }
        }
        return false;
    }
}
