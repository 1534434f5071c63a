package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks the node until a transaction is where it should be. */
final class StateWatch {
    private static final long POLL_MS = 50;
    private static final String COUNT = "entries";
    private static final String PATH = "path";

    private final NodeApi api;

    StateWatch(NodeApi api) {
        this.api = api;
    }

    /**
     * What the API said last.
     *
     * @param states of all entries, for the table
     * @param mismatch empty where one entry is as wanted
     */
    record Seen(String states, Optional<String> mismatch) {}

    /** Waits until an entry of this RRN is as wanted, or the time is up. */
    Seen await(String rrn, String state, Map<String, String> wanted, Duration within) throws InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        Seen seen = look(rrn, state, wanted);
        while (seen.mismatch().isPresent() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            seen = look(rrn, state, wanted);
        }
        return seen;
    }

    private Seen look(String rrn, String state, Map<String, String> wanted) throws InterruptedException {
        try {
            List<JsonNode> entries = api.transactions(rrn);
            String states =
                    entries.stream().map(entry -> entry.path("state").asText()).collect(Collectors.joining(","));
            return new Seen(states, mismatch(entries, state, wanted));
        } catch (IOException e) {
            return new Seen("", Optional.of(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<String> mismatch(List<JsonNode> entries, String state, Map<String, String> wanted) {
        String count = wanted.getOrDefault(COUNT, "*");
        if (!Wanted.agrees(count, Integer.toString(entries.size()))) {
            return Optional.of(entries.size() + " entries, not " + count);
        }
        boolean one = entries.stream().anyMatch(entry -> isAs(entry, state, wanted));
        return one ? Optional.empty() : Optional.of("no entry is " + state + " " + wanted);
    }

    private static boolean isAs(JsonNode entry, String state, Map<String, String> wanted) {
        return entry.path("state").asText().equals(state)
                && wanted.entrySet().stream()
                        .filter(want -> !want.getKey().equals(COUNT))
                        .allMatch(want -> says(entry, want.getKey(), want.getValue()));
    }

    /** The states that it went through, as {@code FORWARDED>APPROVED}. */
    private static String path(JsonNode entry) {
        return String.join(">", entry.path("history").findValuesAsText("state"));
    }

    /** An entry's own value where it has one of this name, else one of its references or of any step of its history. */
    private static boolean says(JsonNode entry, String key, String wanted) {
        if (key.equals(PATH)) {
            return wanted.equals(path(entry));
        }
        if (entry.has(key)) {
            return Wanted.agrees(wanted, entry.path(key).asText());
        }
        return entry.findValuesAsText(key).stream().anyMatch(found -> Wanted.agrees(wanted, found));
    }
}
