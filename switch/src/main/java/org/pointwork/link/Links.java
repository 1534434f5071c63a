package org.pointwork.link;

import io.netty.channel.EventLoopGroup;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jpos.util.NameRegistrar;
import org.pointwork.framing.Sockets;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.security.MacKeys;
import org.pointwork.security.MessageMac;

/** Every line of this node, by name; each also stands in jPOS's registry as {@code mux.partner/name}. */
public final class Links implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final EventLoopGroup loops = Sockets.loops(1);
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final Map<String, List<IssuerLink>> byPartner = new LinkedHashMap<>();
    private final Map<String, KeyRing<PinKey>> pinKeys = new LinkedHashMap<>(); // all that is here stays as it is

    /** A link with what keeps it up and whose it is. */
    public record Line(IssuerLink link, LinkKeeper keeper, PartnerConfig partner) {}

    /**
     * Lines begin to connect at once.
     *
     * @param rings of keys that no partner exchanges
     * @param zoneKeys present where a partner exchanges keys
     * @param turns for changes of keys in a token that nodes share
     * @throws IllegalArgumentException naming the partner whose dialect cannot carry the keys it exchanges
     */
    public Links(
            List<PartnerConfig> partners,
            Hsm hsm,
            KeyRings rings,
            Optional<ZoneKeys> zoneKeys,
            Turns turns,
            Unmatched unmatched,
            Cutover.Listener cutovers,
            FileActions files,
            Clock clock) {
        List<ZoneKeys.Held> held = zoneKeys.map(ZoneKeys::held).orElse(List.of());
        for (PartnerConfig partner : partners) {
            IsoCodec codec = new IsoCodec(Dialect.named(partner.dialect()));
            PartnerKeys keys = new PartnerKeys(partner, codec, rings, zoneKeys, held, turns, clock);
            pinKeys.put(partner.name(), keys.pin());
            Optional<MessageMac> mac = keys.mac()
                    .map(ring ->
                            new MessageMac(hsm, hsm.toFinish(), new MacKeys.Held(ring, partner.makesMac()), codec));
            Strangers strangers = Strangers.of(partner, unmatched, clock);
            Connector connector = new Connector(loops, partner);
            for (PartnerConfig.Socket socket : partner.links()) {
                IssuerLink link = new IssuerLink(partner, socket, codec, mac, strangers, clock);
                byPartner
                        .computeIfAbsent(partner.name(), _ -> new ArrayList<>())
                        .add(link);
                LinkKeeper keeper = new LinkKeeper(link, partner, socket, keys, connector, cutovers, files, clock);
                lines.put(link.name(), new Line(link, keeper, partner));
                NameRegistrar.register("mux." + link.name(), new LinkMux(link));
            }
        }
    }

    /** The PIN key of each partner, by the partner's name. */
    public Map<String, KeyRing<PinKey>> pinKeys() {
        return Map.copyOf(pinKeys);
    }

    /** @throws IllegalArgumentException naming the links there are */
    public Line line(String name) {
        Line line = lines.get(name);
        if (line == null) {
            throw new IllegalArgumentException("no link is called \"" + name + "\"; there are " + lines.keySet());
        }
        return line;
    }

    public Collection<Line> all() {
        return lines.values();
    }

    /** Whether a partner can be reached by at least one line now. */
    public boolean anyReady(String partner) {
        return byPartner.getOrDefault(partner, List.of()).stream().anyMatch(link -> link.state() == LinkState.READY);
    }

    /** Waits until every partner can be reached or the time is over; says which. */
    public boolean awaitReady(Duration atMost) throws InterruptedException {
        long deadlineMs = System.currentTimeMillis() + atMost.toMillis();
        while (!allReady() && System.currentTimeMillis() < deadlineMs) {
            Thread.sleep(LOOK_AGAIN);
        }
        return allReady();
    }

    private boolean allReady() {
        return byPartner.keySet().stream().allMatch(this::anyReady);
    }

    @Override
    public void close() {
        lines.forEach((name, line) -> {
            NameRegistrar.unregister("mux." + name);
            line.keeper().close();
        });
        loops.shutdownGracefully();
    }
}
