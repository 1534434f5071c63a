package org.pointwork.sim.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.sim.issuer.IssuerConfig;
import org.pointwork.sim.issuer.IssuerSim;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.wire.SoftwareHsm;

/** Scripts run straight against an issuer, and against an API that says what the test wants. */
class ScriptRunnerTest {
    private final SoftwareHsm hsm = new SoftwareHsm();
    private IssuerSim issuer;
    private HttpServer api;
    private final AtomicInteger asked = new AtomicInteger();

    @BeforeEach
    void start() throws IOException {
        IssuerConfig config = IssuerConfig.ANY_PORTS;
        issuer = IssuerSim.start(config, Optional.of(hsm), Optional.of(hsm));
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        api.createContext("/api/transactions", exchange -> {
            boolean allowed =
                    "Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            String state = asked.incrementAndGet() < 3 ? "REVERSING" : "REVERSED";
            byte[] body = ("[{\"state\":\"" + state + "\",\"responseCode\":\"68\"}]").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(allowed ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() {
        api.stop(0);
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send 0800 network=301\nexpect 0810 39=00",
                "send 0200 amount=123.00\nexpect 0210 39=00 38=* amount=123.00 52=-",
                "send 0200 amount=200.10 private=610510000\nexpect 0210 39=10 amount=100.05",
                "send 0100 name=a amount=5.00\nexpect 0110 39=00\nsend 0220 of=a amount=4.00\nexpect 0230 39=00",
                "send 0200 name=a\nexpect 0210 39=00\nsend 0400 of=a\nexpect 0410 39=00",
                "send 0200 name=a\nexpect 0210 39=00\nsend 0201 of=a\nexpect 0210 same=a",
                "send 0200 times=20\nexpect 0210 39=00",
                "send 0200 name=a\nexpect 0210 39=00\nsend 0200 of=a amount=9.00\nexpect 0210 39=94",
                "send 0200 amount=1.68\nexpect nothing within=200ms",
                "send 0200 amount=1.96\nexpect closed\nsend 0200 amount=1.00\nexpect 0210 39=00",
                "send 0200 name=a write=held\nsend 0200 name=b\nexpect 0210 of=b 39=00\nexpect 0210 of=a 39=00",
                "send 0200 write=bytewise\nexpect 0210 39=00",
                "send 0200 4=00000000A100\nexpect 0210 39=30",
                "send 0200 13=0230\nexpect 0210 39=30",
                "send 0200 stan=12345X trace=lost\nexpect 0210 39=30",
                "send 0200 43=\"${jndi:ldap://a}\\r\\n\\x1b[31m\"\nexpect 0210 39=00",
                "raw frame text=0200ZZZZZZZZZZZZZZZZ\nexpect 0210 39=30",
                "raw frame hex=DEADBEEF00FF\nexpect nothing within=100ms\nsend 0200\nexpect 0210 39=00",
                "raw bytes hex=FFFF30323030\nexpect closed",
                "send 0200 name=a\nexpect 0210 39=00\nstate REVERSED of=a responseCode=68|91 entries=1",
            })
    void holds(String steps) throws InterruptedException {
        Steps.hold(target(), steps);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "send 0200 amount=1.05\nexpect 0210 39=00 @ a.pos:3: DE 39 is \"05\", not 00",
                "send 0200\nexpect 0110 @ a.pos:3: MTI 0210, not 0110",
                "send 0200\nexpect 0210 2=1 @ a.pos:3: DE 2 is not as wanted",
                "send 0200 amount=1.68\nexpect 0210 within=50ms @ a.pos:3: no answer",
                "send 0200\nexpect nothing within=5000ms @ a.pos:3: something came that was not expected",
                "send 0200 amount=1.96\nexpect nothing within=5000ms @ a.pos:3: the connection was closed",
                "send 0200\nexpect closed within=50ms @ a.pos:3: the connection stays open",
                "send 0200\nstate APPROVED within=50ms @ a.pos:3: no entry is APPROVED {}",
                "send 0200\nstate REVERSED within=50ms entries=2 @ a.pos:3: 1 entries, not 2",
                "door tls\nsend 0200 @ a.pos:3: the door tls is not given, or lacks its TLS files",
                "raw frame hex=00\nstate APPROVED @ a.pos:3: raw bytes have no trace to go by",
            })
    void fails(String row) throws InterruptedException {
        String[] parts = row.split(" @ ");
        assertEquals(parts[1], Steps.fail(target(), parts[0]));
    }

    @Test
    void tellsTheTableAndTheCanariesAndNoCardData() throws InterruptedException {
        ScriptRunner runner = new ScriptRunner(target());
        CaseResult result =
                runner.run(Steps.script("send 0200 pan=5200000000000031 amount=12.00 pin=1234\nexpect 0210 39=55"));
        assertEquals("0200 12.00", result.sent());
        assertEquals("0210/55", result.answered()); // enciphered for the switch, not for the issuer
        assertEquals("0210/55", result.expected());
        assertTrue(result.ok(), result.why());
        assertFalse(result.toString().contains("5200000000000031"));
        assertEquals(1, runner.used().pinBlocks().size());
        assertTrue(runner.used().pans().contains("5200000000000031"));
        assertFalse(runner.used().toString().contains("5200000000000031"));
    }

    private Target target() {
        NodeApi node =
                new NodeApi(URI.create("http://127.0.0.1:" + api.getAddress().getPort()), "secret");
        return Target.of(
                "127.0.0.1",
                Map.of("ascii", issuer.primaryPort()),
                Optional.empty(),
                Optional.of(node),
                TerminalKeys.of(Optional.of(hsm), Optional.of(hsm)),
                Duration.ofSeconds(2));
    }
}
