package org.pointwork.sim.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** The control port of an issuer simulator behind the node: faults are ordered there, and its ledger is read. */
public final class IssuerControl {
    private final JsonHttp http;

    /** @param base such as {@code http://127.0.0.1:9580} */
    public IssuerControl(URI base) {
        this.http = new JsonHttp("the issuer's control port", base, Optional.empty());
    }

    /**
     * What the issuer has on its books.
     *
     * @param postedMinor debits less credits, in minor units
     * @param heldMinor held by pre-authorizations
     */
    record Books(long postedMinor, long heldMinor) {
        Books since(Books before) {
            return new Books(postedMinor - before.postedMinor, heldMinor - before.heldMinor);
        }
    }

    /** @throws IOException where it does not answer, and the same below */
    Books books() throws IOException, InterruptedException {
        JsonNode ledger = http.get("/ledger", Map.of());
        return new Books(
                ledger.path("postedMinor").asLong(), ledger.path("heldMinor").asLong());
    }

    /** Has the issuer do something: {@code fault} with {@code kind=delay}. */
    JsonNode order(String command, Map<String, String> settings) throws IOException, InterruptedException {
        return http.post("/" + command, settings);
    }
}
