package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.pointwork.sim.script.IssuerControl.Books;

/** The issuer of one case: its books as they were when the case began, and what it answered last. */
final class Issuer {
    private static final long POLL_MS = 20;

    private final Target target;
    private Books before = new Books(0, 0);
    private JsonNode answer = MissingNode.getInstance();

    Issuer(Target target) {
        this.target = target;
    }

    /** Looks at the books, for a script that will ask how they moved. */
    void begin(Script script) throws IOException, InterruptedException {
        if (script.steps().stream().anyMatch(Step.Ledger.class::isInstance)) {
            before = control().books();
        }
    }

    void order(String command, Map<String, String> settings) throws IOException, InterruptedException {
        answer = control().order(command, settings);
    }

    void said(Map<String, String> wanted) {
        wanted.forEach((key, value) -> {
            String found = answer.path(key).asText();
            if (!Wanted.agrees(value, found)) {
                throw new CaseFailed("the issuer says " + key + "=" + found + ", not " + value);
            }
        });
    }

    /** Waits until the books have moved as wanted. */
    void awaitBooks(Step.Ledger wanted, Duration within) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + within.toNanos();
        Books moved = control().books().since(before);
        while (!isAs(wanted, moved) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
            moved = control().books().since(before);
        }
        if (!isAs(wanted, moved)) {
            throw new CaseFailed("the issuer's books moved by %d posted and %d held, in minor units"
                    .formatted(moved.postedMinor(), moved.heldMinor()));
        }
    }

    private static boolean isAs(Step.Ledger wanted, Books moved) {
        return moved.postedMinor() == wanted.postedMinor()
                && wanted.heldMinor().orElse(moved.heldMinor()) == moved.heldMinor();
    }

    private IssuerControl control() {
        return target.issuer().orElseThrow(() -> new CaseFailed("this needs the issuer's control port"));
    }
}
