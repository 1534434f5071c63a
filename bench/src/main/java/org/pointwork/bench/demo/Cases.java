package org.pointwork.bench.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pointwork.bench.scan.Secret;
import org.pointwork.bench.scan.Secret.Nature;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.services.TlsMaterial;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.model.Pan;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.pos.TlsFiles;
import org.pointwork.sim.script.CaseResult;
import org.pointwork.sim.script.NodeApi;
import org.pointwork.sim.script.ScriptRunner;
import org.pointwork.sim.script.Suite;
import org.pointwork.sim.script.Target;

/** The demo's scripts, played by terminals at the node's doors. */
final class Cases {
    private static final String SUITE = "demo";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /**
     * What came of them.
     *
     * @param results one a case, in order
     * @param secrets every PAN and PIN block that was sent
     * @param firstApproval when the first terminal heard that its transaction is approved
     */
    record Played(List<CaseResult> results, List<Secret> secrets, Optional<Instant> firstApproval) {}

    private final Place place;
    private final Ports ports;

    Cases(Place place, Ports ports) {
        this.place = place;
        this.ports = ports;
    }

    Played play(DemoKeys keys, TlsMaterial tls, Consumer<CaseResult> afterEach) throws Exception {
        Pkcs11Config token = Pkcs11Config.of(
                keys.module(),
                DemoKeys.SIMULATORS_TOKEN,
                TokenPin.file(place.var().resolve("sim-token-pin")));
        List<Instant> approvals = new ArrayList<>();
        try (Pkcs11Hsm hsm = Pkcs11Hsm.open(token)) {
            ScriptRunner runner = new ScriptRunner(target(hsm, tls));
            List<CaseResult> results = runner.run(Suite.named(SUITE), result -> {
                if (result.ok() && result.answered().matches("0[12]10/00.*")) {
                    approvals.add(Instant.now());
                }
                afterEach.accept(result);
            });
            return new Played(results, secrets(runner), approvals.stream().findFirst());
        }
    }

    private Target target(Pkcs11Hsm hsm, TlsMaterial tls) throws IOException {
        URI api = ports.url(Door.HTTP, "/");
        String bearer = Files.readString(place.operatorToken()).strip();
        return Target.of(
                "127.0.0.1",
                Map.of("ascii", ports.of(Door.ASCII), "bcd", ports.of(Door.BCD), "tls", ports.of(Door.TLS)),
                Optional.of(new TlsFiles(tls.client(), tls.trust(), tls.password())),
                Optional.of(new NodeApi(api, bearer)),
                TerminalKeys.of(Optional.of(hsm), Optional.of(hsm)),
                PATIENCE);
    }

    private static List<Secret> secrets(ScriptRunner runner) {
        List<Secret> secrets = new ArrayList<>();
        for (String pan : runner.used().pans()) {
            secrets.add(
                    new Secret("PAN " + new Pan(pan).masked(), Nature.DIGITS, pan.getBytes(StandardCharsets.US_ASCII)));
        }
        for (String block : runner.used().pinBlocks()) {
            secrets.add(new Secret(
                    "PIN block " + (secrets.size() + 1),
                    Nature.BYTES,
                    HexFormat.of().parseHex(block)));
        }
        return secrets;
    }
}
