package org.pointwork.sim.issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.pos.Door;
import org.pointwork.sim.pos.PosClient;
import org.pointwork.sim.pos.PosMessages;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.wire.MacSeal;
import org.pointwork.sim.wire.SoftwareHsm;

/** The issuer over real sockets, spoken to as a switch would. */
class IssuerSimTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofMillis(300);

    private final SoftwareHsm hsm = new SoftwareHsm();
    private final PosMessages messages = PosMessages.demo();
    private final HttpClient http = HttpClient.newHttpClient();
    private IssuerSim issuer;
    private PosClient link;

    @BeforeEach
    void start() throws IOException {
        IssuerConfig config = IssuerConfig.ANY_PORTS.withIssuerTimeoutMs(0);
        issuer = IssuerSim.start(config, Optional.of(hsm), Optional.of(hsm));
        link = open(issuer.primaryPort());
    }

    @AfterEach
    void stop() {
        link.close();
        issuer.close();
    }

    @Test
    void bothPortsLeadToTheSameAccounts() throws IOException {
        assertEquals("00", code(link, purchase(100)));
        try (PosClient backup = open(issuer.backupPort())) {
            assertEquals("00", code(backup, purchase(200)));
        }
        assertEquals(300, issuer.totals().postedMinor());
        assertEquals(1, issuer.totals().accounts());
    }

    @Test
    void signsOnAndOffAndEchoes() {
        assertEquals("00", code(link, messages.network("0800", "001")));
        assertEquals("00", code(link, messages.echo()));
        assertEquals("00", code(link, messages.network("0800", "002")));
        assertEquals("12", code(link, messages.network("0800", "999")));
    }

    @Test
    void answersManyAtOnce() {
        List<CompletableFuture<CardMessage>> answers = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            answers.add(link.send(purchase(100)));
        }
        answers.forEach(answer ->
                assertEquals("00", PosClient.await(answer, SOON).orElseThrow().responseCode()));
        assertEquals(200_000, issuer.totals().postedMinor());
    }

    @Test
    void postsAndDropsTheLink() {
        assertTrue(link.request(purchase(196), SILENCE).isEmpty());
        assertTrue(link.closedWithin(SOON));
        assertEquals(196, issuer.totals().postedMinor());
    }

    @Test
    void postsAndAnswersLate() {
        CardMessage request = purchase(169);
        assertTrue(link.request(request, SILENCE).isEmpty());
        assertEquals(169, issuer.totals().postedMinor());
        CardMessage late = link.nextUnasked(SOON).flatMap(link::decode).orElseThrow();
        assertEquals(request.trace().matchKey(), late.trace().matchKey());
    }

    @Test
    void sealsWhatCameSealedAndRefusesABadMac() throws Exception {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
        MacSeal seal = new MacSeal(hsm, new MacKey("zak.issuer-demo"));
        CardMessage request = purchase(100);
        byte[] packed = seal.sealed(codec, request);
        CardMessage answer = exchange(request, packed);
        assertEquals("00", answer.responseCode());
        assertTrue(seal.genuine(codec, codec.encode(answer), answer));

        CardMessage other = purchase(100);
        byte[] spoilt = seal.sealed(codec, other);
        spoilt[spoilt.length - 1] = (byte) (spoilt[spoilt.length - 1] == '0' ? '1' : '0');
        assertEquals("63", exchange(other, spoilt).responseCode());
        assertEquals(100, issuer.totals().postedMinor());
    }

    @Test
    void altersTheCodeAfterTheMacWasMade() throws Exception {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
        MacSeal seal = new MacSeal(hsm, new MacKey("zak.issuer-demo"));
        issuer.faults().order(FaultKind.ALTERED_CODE, 1);
        CardMessage request = purchase(105);
        CardMessage answer = exchange(request, seal.sealed(codec, request));
        assertEquals("00", answer.responseCode());
        assertFalse(seal.genuine(codec, codec.encode(answer), answer));
    }

    @Test
    void knowsTheRightPinFromAWrongOne() {
        assertEquals("00", code(link, withPin("1234")));
        assertEquals("55", code(link, withPin("1235")));
        assertEquals("00", code(link, withPin("1234")));
    }

    @Test
    void sendsReplies() throws Exception {
        order("duplicate-reply", "");
        assertEquals("00", code(link, purchase(100)));
        assertTrue(link.nextUnasked(SOON).isPresent());

        order("wrong-stan", "");
        CardMessage request = purchase(100);
        assertTrue(link.request(request, SILENCE).isEmpty());
        CardMessage stray = link.nextUnasked(SOON).flatMap(link::decode).orElseThrow();
        assertNotEquals(request.trace().stan(), stray.trace().stan());

        order("wrong-amount", "");
        CardMessage answer = link.request(purchase(100), SOON).orElseThrow();
        assertNotEquals("000000000100", answer.fields().text(4));

        order("junk", "");
        assertEquals("00", code(link, purchase(100)));
        assertTrue(link.nextUnasked(SOON).flatMap(link::decode).isPresent());
        assertTrue(link.nextUnasked(SOON).flatMap(link::decode).isEmpty());

        order("delay", "&delayMs=200");
        long start = System.nanoTime();
        assertEquals("00", code(link, purchase(100)));
        assertTrue(System.nanoTime() - start >= 200_000_000);
    }

    @Test
    void refusesSignOnOnce() throws Exception {
        order("refuse-sign-on", "");
        assertEquals("05", code(link, messages.network("0800", "001")));
        assertEquals("00", code(link, messages.network("0800", "001")));
    }

    @Test
    void acceptsAndStaysSilent() throws Exception {
        order("silent-connection", "");
        try (PosClient silent = open(issuer.primaryPort())) {
            assertTrue(silent.request(messages.echo(), SILENCE).isEmpty());
            assertTrue(silent.isOpen());
        }
        assertEquals("00", code(link, messages.echo()));
    }

    @Test
    void saysWhatItBooked() throws Exception {
        code(link, purchase(12_300));
        code(link, messages.preAuthorization(PosMessages.DEMO_PAN, 500));
        String expected = "{\"postedMinor\":12300,\"heldMinor\":500,\"accounts\":1,\"transactions\":2}";
        assertEquals(expected, get("GET", "/ledger").body());
        assertEquals(200, get("GET", "/health").statusCode());
        assertEquals(400, get("POST", "/fault?kind=nonsense").statusCode());
        assertEquals(400, get("POST", "/fault?kind=junk&count=x").statusCode());
        assertEquals(400, get("GET", "/fault?kind=junk").statusCode());
    }

    @Test
    void survivesWhatIsNoMessage() {
        link.write(link.framed(new byte[] {1, 2, 3}));
        link.write(link.framed("0200ZZ".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(
                "30", link.nextUnasked(SOON).flatMap(link::decode).orElseThrow().responseCode());
        assertEquals("00", code(link, messages.echo()));
        link.write(new byte[] {(byte) 0xFF, (byte) 0xFF, 0, 0});
        assertTrue(link.closedWithin(SOON));
    }

    private static PosClient open(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return PosClient.open(Door.ascii(), address, TerminalKeys.NONE);
    }

    private CardMessage purchase(long minor) {
        return messages.purchase(PosMessages.DEMO_PAN, minor);
    }

    private CardMessage withPin(String pin) {
        byte[] block = hsm.encipherPin(
                new PinKey("zpk.issuer-demo"),
                pin.getBytes(StandardCharsets.US_ASCII),
                PosMessages.DEMO_PAN.getBytes(StandardCharsets.US_ASCII));
        CardMessage request = purchase(100);
        return request.with(request.fields().edit().set(52, block).done());
    }

    private CardMessage exchange(CardMessage request, byte[] packed) {
        CompletableFuture<CardMessage> answer = link.expect(request);
        link.write(link.framed(packed));
        return PosClient.await(answer, SOON).orElseThrow();
    }

    private static String code(PosClient client, CardMessage request) {
        return client.request(request, SOON).orElseThrow().responseCode();
    }

    private void order(String kind, String more) throws Exception {
        assertEquals(200, get("POST", "/fault?kind=" + kind + "&count=1" + more).statusCode());
    }

    private HttpResponse<String> get(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + issuer.controlPort() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
