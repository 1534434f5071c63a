package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Outcome;
import org.pointwork.security.MutualTls;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestStores;

/** Lines over TLS with a certificate on both sides. */
class TlsLinkTest {
    @TempDir
    private static Path folder;

    private static Path password;
    private static Path issuerStore;
    private static Path switchStore;
    private static Path strangerStore;
    private static Path trustsIssuer;
    private static Path trustsSwitch;

    @BeforeAll
    static void makeStores() throws IOException, InterruptedException {
        password = TestStores.passwordFile(folder);
        issuerStore = TestStores.identity(folder, "issuer.test");
        switchStore = TestStores.identity(folder, "switch.test");
        strangerStore = TestStores.identity(folder, "stranger.test");
        trustsIssuer = TestStores.trusting(folder, issuerStore);
        trustsSwitch = TestStores.trusting(folder, switchStore);
    }

    @Test
    void payments_go_over_a_line_that_both_sides_have_proved() {
        try (FakeIssuer issuer = issuer();
                Lines lines = Lines.readyTo(issuer.port(), partner(switchStore, trustsIssuer, "issuer.test"))) {
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), Duration.ofSeconds(20)));
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            we are,   we trust, we call for
            stranger, issuer,   issuer.test
            switch,   switch,   issuer.test
            switch,   issuer,   other.test
            switch,   issuer,   ''
            """, useHeadersInDisplayName = true)
    void whoever_is_not_who_he_should_be_gets_no_line(String who, String trusted, String name) {
        Path own = who.equals("switch") ? switchStore : strangerStore;
        Path trust = trusted.equals("issuer") ? trustsIssuer : trustsSwitch;
        try (FakeIssuer issuer = issuer();
                Lines lines = Lines.to(issuer.port(), partner(own, trust, name))) {
            Await.until(
                    "it is tried and told", () -> !lines.link.standing().why().equals("not connected yet"));
            assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), Duration.ofSeconds(20)));
            assertEquals(List.of(), issuer.heard());
        }
    }

    private static FakeIssuer issuer() {
        SslContext context = MutualTls.server(issuerStore, trustsSwitch, password);
        return FakeIssuer.startWithTls(context);
    }

    private static TestPartner partner(Path own, Path trusted, String name) {
        return new TestPartner()
                .tls(new PartnerConfig.Tls(
                        own, trusted, password, Optional.of(name).filter(it -> !it.isEmpty())));
    }
}
