package org.pointwork.bench.certify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.pointwork.bench.demo.Http;

/** Waits until both lines to the issuer are ready: a node serves before it has reached its partners. */
final class LinksReady {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final int LINES = 2;

    private LinksReady() {}

    /** @throws IllegalStateException where they are not in time */
    static void await(URI health, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (ready(new ObjectMapper().readTree(Http.get(health)).path("links")) < LINES) {
            if (System.nanoTime() >= end) {
                throw new IllegalStateException("the node does not reach the issuer");
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private static int ready(JsonNode links) {
        int ready = 0;
        for (JsonNode state : links) {
            ready += state.asText().equals("READY") ? 1 : 0;
        }
        return ready;
    }
}
