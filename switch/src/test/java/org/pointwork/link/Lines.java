package org.pointwork.link;

import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pointwork.framing.Sockets;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestToken;

/** A link with its keeper, as a node would make one, against an issuer on this machine. */
final class Lines implements AutoCloseable {
    final List<CardMessage> unmatched = new CopyOnWriteArrayList<>();
    final IssuerLink link;
    final LinkKeeper keeper;
    private final EventLoopGroup loops = Sockets.loops(1);

    private Lines(int port, PartnerConfig partner) {
        IsoCodec codec = new IsoCodec(Dialect.named(partner.dialect()));
        Optional<MessageMac> mac = partner.macKey().isEmpty()
                ? Optional.empty()
                : Optional.of(new MessageMac(TestToken.hsm(), new MacKey(partner.macKey()), codec));
        PartnerConfig.Socket socket = new PartnerConfig.Socket("primary", "127.0.0.1", port);
        link = new IssuerLink(
                partner.linkName(socket),
                codec,
                mac,
                partner.maxFrameBytes(),
                partner.maxInFlight(),
                (_, reply, _) -> unmatched.add(reply),
                Clock.systemUTC());
        keeper = new LinkKeeper(link, partner, socket, loops, Clock.systemUTC());
    }

    static Lines to(int port, PartnerConfig partner) {
        return new Lines(port, partner);
    }

    /** Comes back when the link carries payments. */
    static Lines readyTo(int port, PartnerConfig partner) {
        Lines lines = to(port, partner);
        Await.until("the link is ready", () -> lines.link.state() == LinkState.READY);
        return lines;
    }

    static PartnerConfig partner(String macKey) {
        return partner(macKey, true, Duration.ofSeconds(60), 2000);
    }

    static PartnerConfig partner(String macKey, boolean signOn, Duration echoInterval, int maxInFlight) {
        return new PartnerConfig(
                "issuer",
                "iso87-ascii",
                "length2",
                8192,
                maxInFlight,
                Duration.ofSeconds(2),
                "zpk.issuer-demo",
                macKey,
                signOn,
                echoInterval,
                Duration.ofMillis(20),
                new PartnerConfig.Breaker(80, 100, Duration.ofSeconds(5)),
                List.of(new PartnerConfig.Socket("primary", "127.0.0.1", 1)),
                new PartnerConfig.StoreAndForward(Duration.ofSeconds(1), Duration.ofSeconds(60), 10, Optional.empty()));
    }

    @Override
    public void close() {
        keeper.close();
        loops.shutdownGracefully();
    }
}
