package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.link.PartnerConfig.Exchanged;
import org.pointwork.link.PartnerConfig.KeyExchange;
import org.pointwork.link.PartnerConfig.MadeBy;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.sim.issuer.FaultKind;
import org.pointwork.sim.issuer.IssuerConfig;
import org.pointwork.sim.issuer.IssuerSim;
import org.pointwork.testing.Await;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestToken;
import org.pointwork.testing.ZoneSide;

/** A link and the issuer simulator, each with a token of its own: what one end does, the other has to understand. */
class SimulatedPartnerTest {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String MAC = "zak.issuer-demo";
    private static final String PIN = "zpk.issuer-demo";
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Pkcs11Config ours = TestToken.another("switch-" + COUNT.incrementAndGet());
    private final Pkcs11Config theirs = TestToken.another("issuer-" + COUNT.get());
    private final HttpClient http = HttpClient.newHttpClient();
    private Pkcs11Hsm ourHsm;
    private Pkcs11Hsm theirHsm;
    private KeyLoader ourKeys;
    private KeyLoader theirKeys;
    private IssuerSim issuer;
    private Lines lines;

    @BeforeEach
    void start() throws IOException {
        ourKeys = KeyLoader.open(ours);
        theirKeys = KeyLoader.open(theirs);
        share(new ZoneKey("zmk.issuer-demo"), ZoneSide.ZMK);
        share(new MacKey(MAC), "0123456789ABCDEFFEDCBA9876543210");
        share(new PinKey(PIN), "89ABCDEF012345671032547698BADCFE");
        ourHsm = Pkcs11Hsm.open(ours);
        theirHsm = Pkcs11Hsm.open(theirs);
        startIssuer();
        startLink(Duration.ofSeconds(60));
    }

    private void share(KeyRef key, String hex) {
        for (KeyLoader keys : List.of(ourKeys, theirKeys)) {
            keys.importKey(key, KeyAlgorithm.TDES2, HexFormat.of().parseHex(hex), new Kcv(ZoneSide.checkValue(hex)));
        }
    }

    private void startIssuer() throws IOException {
        issuer = IssuerSim.start(
                IssuerConfig.ANY_PORTS, Optional.of(theirHsm), Optional.of(theirHsm), Optional.of(theirKeys));
    }

    private void startLink(Duration echoInterval) {
        KeyExchange exchange = new KeyExchange(
                "zmk.issuer-demo",
                "48",
                MadeBy.EITHER,
                List.of(Exchanged.PIN, Exchanged.MAC),
                false,
                Optional.empty(),
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.empty());
        TestPartner partner = new TestPartner().mac(MAC).exchanges(exchange).echoInterval(echoInterval);
        lines = Lines.readyTo(issuer.primaryPort(), partner, ourHsm, ourKeys);
    }

    @AfterEach
    void stop() {
        lines.close();
        issuer.close();
        http.close();
        ourHsm.close();
        theirHsm.close();
        ourKeys.close();
        theirKeys.close();
    }

    @Test
    void keys_change_by_either_side_and_payments_go_on() throws Exception {
        assertPaid();
        assertTrue(lines.keeper.exchangeKeys().given());
        assertEquals(new MacKey(MAC + ".v1"), lines.keys.mac().orElseThrow().current());
        assertEquals(new PinKey(PIN + ".v1"), lines.keys.pin().current());
        assertPaid();
        assertEquals("{\"answer\":\"00\",\"reason\":\"\"}", post("/ask?code=161&key=mac"));
        assertEquals("{\"answer\":\"00\",\"reason\":\"\"}", post("/ask?code=101&key=pin"));
        assertEquals(new MacKey(MAC + ".v2"), lines.keys.mac().orElseThrow().current());
        assertEquals(new PinKey(PIN + ".v2"), lines.keys.pin().current());
        assertPaid();
        assertEquals("{\"answer\":\"00\",\"reason\":\"\"}", post("/ask?code=162&wish=mac"));
        Await.until("ours came", () -> lines.keys.mac().orElseThrow().current().equals(new MacKey(MAC + ".v3")));
        assertPaid();
    }

    @Test
    void a_key_with_a_wrong_check_value_changes_nothing_on_either_side() throws Exception {
        issuer.faults().order(FaultKind.WRONG_KCV, 1);
        assertEquals("{\"answer\":\"63\",\"reason\":\"KEY OR KCV REFUSED\"}", post("/ask?code=161&key=mac"));
        assertEquals(new MacKey(MAC), lines.keys.mac().orElseThrow().current());
        issuer.faults().order(FaultKind.REFUSE_KEY, 1);
        assertFalse(lines.keeper.exchangeKeys().given());
        assertPaid();
    }

    @Test
    void a_restart_of_either_side_finds_the_keys_again() throws Exception {
        assertTrue(lines.keeper.exchangeKeys().given());
        lines.close();
        startLink(Duration.ofSeconds(60));
        assertEquals(new MacKey(MAC + ".v1"), lines.keys.mac().orElseThrow().current());
        assertPaid();
        lines.close();
        issuer.close();
        startIssuer();
        startLink(Duration.ofSeconds(60));
        assertPaid();
    }

    @Test
    void no_payment_fails_while_keys_change() throws Exception {
        AtomicBoolean changing = new AtomicBoolean(true);
        AtomicInteger paid = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> payers = new ArrayList<>();
            for (int payer = 0; payer < 4; payer++) {
                payers.add(threads.submit(() -> {
                    while (changing.get()) {
                        assertPaid();
                        paid.incrementAndGet();
                    }
                }));
            }
            for (int change = 0; change < 5; change++) {
                assertTrue(lines.keeper.exchangeKeys().given());
                assertEquals("{\"answer\":\"00\",\"reason\":\"\"}", post("/ask?code=161&key=mac"));
                int before = paid.get();
                Await.until(
                        "payments went on",
                        () -> paid.get() > before + 4 || payers.stream().anyMatch(Future::isDone));
            }
            changing.set(false);
            for (Future<?> payer : payers) {
                payer.get();
            }
        }
        assertEquals(new MacKey(MAC + ".v10"), lines.keys.mac().orElseThrow().current());
    }

    @Test
    void the_partner_turns_its_day_and_signs_off_and_on() throws Exception {
        post("/ask?code=201&date=0722");
        assertEquals("0722", lines.cutovers.latest("issuer").orElseThrow().settlementDate());
        post("/ask?code=002");
        assertEquals(LinkState.SIGNED_OFF, lines.link.state());
        post("/ask?code=001");
        lines.awaitState(LinkState.READY);
        assertPaid();
    }

    @Test
    void a_partner_that_no_longer_echoes_is_left_and_found_again() {
        lines.close();
        startLink(Duration.ofMillis(200));
        issuer.faults().order(FaultKind.SILENT_ECHO, 2);
        Await.until("the line is dropped", () -> lines.link.standing().why().equals("two echoes unanswered"));
        lines.awaitState(LinkState.READY);
        assertPaid();
    }

    /** With a PIN under the key of the moment, and a MAC under that of the moment after. */
    private void assertPaid() {
        int number = COUNT.incrementAndGet();
        CardMessage request = Requests.now(Requests.purchase(number));
        byte[] pan = request.pan().orElseThrow().digits().getBytes(StandardCharsets.US_ASCII);
        byte[] block = ourHsm.encipherPin(lines.keys.pin().current(), new byte[] {'1', '2', '3', '4'}, pan);
        CardMessage withPin = CardMessages.of(
                request.mti(), request.fields().edit().set(52, block).done());
        Outcome.Answered answered = assertInstanceOf(Outcome.Answered.class, lines.link.exchange(withPin, LONG));
        assertEquals("00", answered.reply().responseCode());
    }

    private String post(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + issuer.controlPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
