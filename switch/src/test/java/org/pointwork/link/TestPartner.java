package org.pointwork.link;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pointwork.link.PartnerConfig.Behaviour;
import org.pointwork.link.PartnerConfig.KeyExchange;
import org.pointwork.link.PartnerConfig.SignOn;
import org.pointwork.link.PartnerConfig.Socket;
import org.pointwork.link.PartnerConfig.Tls;

/** A partner's block of {@code links.yml}, with what a test changes of it. */
final class TestPartner {
    private String dialect = "iso87-ascii";
    private String macKey = "";
    private SignOn signOn = SignOn.OURS;
    private Duration echoInterval = Duration.ofSeconds(60);
    private Duration reconnect = Duration.ofMillis(20);
    private int maxInFlight = 2000;
    private List<Socket> links = List.of(new Socket("primary", "127.0.0.1", 1));
    private Optional<Tls> tls = Optional.empty();
    private Optional<Behaviour> behaviour = Optional.empty();
    private Optional<KeyExchange> keyExchange = Optional.empty();
    private Optional<PartnerConfig.FileActions> fileActions = Optional.empty();

    TestPartner files(PartnerConfig.FileActions which) {
        fileActions = Optional.of(which);
        return this;
    }

    TestPartner dialect(String name) {
        dialect = name;
        return this;
    }

    TestPartner mac(String key) {
        macKey = key;
        return this;
    }

    TestPartner signOn(SignOn who) {
        signOn = who;
        return this;
    }

    TestPartner echoInterval(Duration interval) {
        echoInterval = interval;
        return this;
    }

    TestPartner reconnect(Duration first) {
        reconnect = first;
        return this;
    }

    TestPartner maxInFlight(int most) {
        maxInFlight = most;
        return this;
    }

    TestPartner links(Socket... sockets) {
        links = List.of(sockets);
        return this;
    }

    TestPartner tls(Tls files) {
        tls = Optional.of(files);
        return this;
    }

    TestPartner behaves(Behaviour thus) {
        behaviour = Optional.of(thus);
        return this;
    }

    TestPartner exchanges(KeyExchange keys) {
        keyExchange = Optional.of(keys);
        return this;
    }

    PartnerConfig config() {
        return new PartnerConfig(
                "issuer",
                dialect,
                "length2",
                8192,
                maxInFlight,
                Duration.ofSeconds(2),
                Optional.empty(),
                "zpk.issuer-demo",
                Optional.empty(),
                macKey,
                Optional.empty(),
                Optional.empty(),
                signOn,
                echoInterval,
                reconnect,
                new PartnerConfig.Breaker(80, 100, Duration.ofSeconds(5)),
                Optional.empty(),
                links,
                tls,
                behaviour,
                keyExchange,
                fileActions,
                new PartnerConfig.StoreAndForward(Duration.ofSeconds(1), Duration.ofSeconds(60), 10, Optional.empty()));
    }
}
