package org.pointwork.link;

import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.pointwork.framing.Sockets;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestToken;

/** A link with its keeper, as a node would make one, against an issuer on this machine. */
final class Lines implements AutoCloseable {
    final List<CardMessage> unmatched = new CopyOnWriteArrayList<>();
    final List<Diagnosis> diagnoses = new CopyOnWriteArrayList<>();
    final List<CardMessage> fileActions = new CopyOnWriteArrayList<>();
    final Cutovers cutovers = new Cutovers();
    final PartnerKeys keys;
    final IssuerLink link;
    final LinkKeeper keeper;
    private final EventLoopGroup loops = Sockets.loops(1);

    private Lines(int port, PartnerConfig partner, Hsm hsm, ZoneKeys zoneKeys, Clock clock) {
        IsoCodec codec = new IsoCodec(Dialect.named(partner.dialect()));
        PartnerConfig.Socket socket = new PartnerConfig.Socket("primary", "127.0.0.1", port);
        keys = new PartnerKeys(
                partner, codec, KeyRings.FIXED, Optional.of(zoneKeys), zoneKeys.held(), Turns.FREE, clock);
        Optional<MessageMac> mac = keys.mac().map(ring -> new MessageMac(hsm, ring, codec));
        Strangers strangers = Strangers.of(
                partner,
                (_, reply, why) -> {
                    diagnoses.add(why);
                    unmatched.add(reply);
                },
                clock);
        link = new IssuerLink(partner, socket, codec, mac, strangers, clock);
        keeper = new LinkKeeper(
                link, partner, socket, keys, new Connector(loops, partner), cutovers, this::fileAction, clock);
    }

    private CardMessage fileAction(String partnerName, CardMessage request) {
        fileActions.add(request);
        return request.answer("00");
    }

    static Lines to(int port, TestPartner partner) {
        return to(port, partner, Clock.systemUTC());
    }

    static Lines to(int port, TestPartner partner, Clock clock) {
        return new Lines(port, partner.config(), TestToken.hsm(), TestToken.zoneKeys(), clock);
    }

    /** With keys in another token than the tests' common one; comes back when the link carries payments. */
    static Lines readyTo(int port, TestPartner partner, Hsm hsm, ZoneKeys zoneKeys) {
        Lines lines = new Lines(port, partner.config(), hsm, zoneKeys, Clock.systemUTC());
        lines.awaitState(LinkState.READY);
        return lines;
    }

    /** Comes back when the link carries payments. */
    static Lines readyTo(int port, TestPartner partner) {
        Lines lines = to(port, partner);
        lines.awaitState(LinkState.READY);
        return lines;
    }

    void awaitState(LinkState state) {
        Await.until("the link is " + state, () -> link.state() == state);
    }

    /** Waits until so many payments have been written or refused, and the line's thread has seen what was written. */
    void awaitWritten(int payments) {
        int signOn = 1;
        Await.until(
                payments + " are on their way",
                () -> link.counters().sent.sum() + link.counters().notSent.sum() >= signOn + payments);
        loops.submit(() -> {}).syncUninterruptibly();
    }

    @Override
    public void close() {
        keeper.close();
        loops.shutdownGracefully();
    }
}
