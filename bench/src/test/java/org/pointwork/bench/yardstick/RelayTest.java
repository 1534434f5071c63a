package org.pointwork.bench.yardstick;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.bench.load.LoadConfig;
import org.pointwork.bench.load.LoadConfig.TerminalSecrets;
import org.pointwork.bench.load.LoadResult;
import org.pointwork.bench.load.LoadRun;
import org.pointwork.bench.load.RetailMac;
import org.pointwork.bench.site.FastIssuer;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.bench.site.IssuerProcess;

/** The generator, the relay and the issuer among themselves. */
class RelayTest {
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final LoadRun.Window NO_WINDOW = new LoadRun.Window() {
        @Override
        public void opened() {}

        @Override
        public void closed() {}
    };

    @Test
    void aClosedLoopGetsAnAnswerToEveryRequest() throws Exception {
        LoadResult result = run(0, Optional.empty(), Optional.empty());
        assertAllApproved(result);
        assertTrue(result.tps() > 0);
        assertTrue(result.latency().p50() <= result.latency().p999());
    }

    @Test
    void anOpenLoopSendsWhatWasAskedFor() throws Exception {
        LoadResult result = run(2_000, Optional.empty(), Optional.empty());
        assertAllApproved(result);
        assertEquals(2_400, result.sent(), 2); // 200 ms of warm-up and a second
    }

    @Test
    void messagesThatCameTogetherMayBeWrittenTogether() throws Exception {
        assertAllApproved(run(0, 0, true, Optional.empty(), Optional.empty()));
    }

    @Test
    void aSurgeHasACalmTimeBeforeAndAfter() throws Exception {
        LoadResult result = run(500, 2_000, false, Optional.empty(), Optional.empty());
        assertAllApproved(result);
        assertEquals(3_100, result.sent(), 3); // 200 ms of warm-up, and a second each at 500, 2,000 and 500
        assertEquals(2_000, result.surge().offered(), 2);
        assertEquals(0, result.surge().refused());
    }

    @Test
    void sealedMessagesAreVerifiedAndAnsweredSealed() throws Exception {
        assertAllApproved(run(500, Optional.of(new TerminalSecrets(KEY, KEY)), Optional.of(new RetailMac(KEY))));
    }

    @Test
    void aWrongMacIsRefused() throws Exception {
        byte[] other = HexFormat.of().parseHex("1123456789ABCDEFFEDCBA9876543211");
        LoadResult result = run(500, Optional.of(new TerminalSecrets(KEY, KEY)), Optional.of(new RetailMac(other)));
        assertEquals(Map.of("63", result.sent()), result.refused());
        assertEquals(0, result.approved());
    }

    private static LoadResult run(int rate, Optional<TerminalSecrets> seals, Optional<RetailMac> issuersMac)
            throws Exception {
        return run(rate, 0, false, seals, issuersMac);
    }

    private static LoadResult run(
            int rate, int surge, boolean batched, Optional<TerminalSecrets> seals, Optional<RetailMac> issuersMac)
            throws Exception {
        try (FrameServer issuer = new FrameServer();
                FrameServer relay = new FrameServer()) {
            int issuerPort = issuer.listen(0, () -> new IssuerProcess.Desk(new FastIssuer(issuersMac)));
            int port = RelayProcess.start(relay, 0, issuerPort, batched);
            return new LoadRun(new LoadConfig(
                            port,
                            4,
                            16,
                            rate,
                            surge,
                            Duration.ofMillis(200),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(10),
                            seals))
                    .run(NO_WINDOW);
        }
    }

    private static void assertAllApproved(LoadResult result) {
        assertTrue(result.sent() > 0);
        assertEquals(result.sent(), result.approved(), result.toString());
        assertEquals(0, result.unanswered());
        assertEquals(0, result.strangers());
        assertEquals(0, result.dropped());
    }
}
