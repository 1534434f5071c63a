package org.pointwork.bench.demo;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.bench.scan.ByteScan;
import org.pointwork.bench.scan.Secret;
import org.pointwork.bench.scan.Secret.Nature;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.TlsMaterial;
import org.pointwork.sim.script.CaseResult;

/** Plays the cases and judges the run: every outcome, every ledger, and nothing on the disk that must not be there. */
final class Proof {
    private static final Duration LEDGERS_LIMIT = Duration.ofSeconds(15);
    private static final int HITS_SHOWN = 10;

    private final Place place;
    private final Ports ports;
    private final Screen screen;

    Proof(Place place, Ports ports, Screen screen) {
        this.place = place;
        this.ports = ports;
        this.screen = screen;
    }

    /**
     * Plays and judges.
     *
     * @param began when this demo's processes were started: what was posted since then must agree
     */
    boolean holds(DemoKeys keys, TlsMaterial tls, Instant began) throws Exception {
        screen.tableHead();
        Cases.Played played = new Cases(place, ports).play(keys, tls, screen::tableLine);
        screen.line("");
        played.firstApproval()
                .ifPresent(at ->
                        screen.line("first approved transaction %.1f s after the start".formatted(screen.seconds(at))));
        List<Secret> secrets = new ArrayList<>(played.secrets());
        keys.shared().all().forEach(key -> secrets.add(new Secret("key " + key, Nature.BYTES, key.value())));
        // all three are shown, whichever fails
        boolean cases = casesHold(played.results());
        Ledgers books = new Ledgers(place, ports, began);
        boolean ledgers = agree(books);
        books.writeOut();
        boolean clean = diskIsClean(secrets);
        played.secrets().forEach(Secret::close);
        return cases && ledgers && clean;
    }

    private boolean casesHold(List<CaseResult> results) {
        List<String> wrong = results.stream()
                .filter(result -> !result.ok())
                .map(CaseResult::name)
                .toList();
        boolean holds = wrong.isEmpty() && !results.isEmpty();
        screen.check("cases", holds, holds ? results.size() + " as expected" : String.join(", ", wrong));
        return holds;
    }

    private boolean agree(Ledgers books) throws IOException, SQLException {
        Ledgers.Totals totals = books.settle(LEDGERS_LIMIT);
        screen.check(
                "ledgers",
                totals.agree(),
                "issuer %d, journal %d, replica %d (minor units posted)"
                        .formatted(totals.issuer(), totals.journal(), totals.replica()));
        return totals.agree();
    }

    private boolean diskIsClean(List<Secret> secrets) throws IOException {
        ByteScan.Result result = new ByteScan(secrets).scan(place.var(), place.notSearched());
        boolean clean = result.hits().isEmpty();
        screen.check(
                "byte scan",
                clean,
                "%d secrets in every form, %d files, %d MB: %s"
                        .formatted(
                                secrets.size(), result.files(), result.bytes() >> 20, clean ? "none found" : "FOUND"));
        result.hits().stream().limit(HITS_SHOWN).forEach(hit -> screen.line("       " + hit));
        return clean;
    }
}
