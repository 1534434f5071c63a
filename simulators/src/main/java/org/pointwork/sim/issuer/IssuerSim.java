package org.pointwork.sim.issuer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Framing;
import org.pointwork.framing.Sockets;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.wire.MacSeal;

/**
 * The demo issuer: two ISO 8583:1987 ASCII ports to the same accounts, and an HTTP port for testers, all on 127.0.0.1. It
 * takes frames of at most 8 KB and 1,000 connections at a time, and remembers the last 200,000 transactions.
 */
public final class IssuerSim implements AutoCloseable {
    private static final int LARGEST_FRAME_BYTES = 8 * 1024;
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int MOST_REMEMBERED = 200_000;
    private static final int BACKLOG = 1_024;

    private final EventLoopGroup threads = Sockets.loops(2);
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final FaultPlan faults = new FaultPlan();
    private final SwitchLines lines = new SwitchLines();
    private final IssuerDesk desk;
    private final IssuerNetwork network;
    private final IssuerWire wire;
    private final Channel primary;
    private final Channel backup;
    private final IssuerControl control;

    private IssuerSim(IssuerConfig config, Optional<Hsm> hsm, Optional<PinPad> pinPad, Optional<ZoneKeys> zoneKeys)
            throws IOException {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
        IssuerKeys keys = new IssuerKeys(zoneKeys);
        network = new IssuerNetwork(keys, faults, codec, lines);
        desk = new IssuerDesk(new CardCheck(pinPad, keys.pin()), MOST_REMEMBERED, faults);
        wire = new IssuerWire(
                codec, hsm.map(h -> new MacSeal(h, keys.mac())), desk, network, lines, faults, config.lateAnswerMs());
        try {
            primary = listen(config.primaryPort());
            backup = listen(config.backupPort());
            control = IssuerControl.start(config.controlPort(), desk::totals, faults, this::ask);
        } catch (IOException | RuntimeException e) {
            threads.shutdownGracefully();
            throw e;
        }
    }

    /**
     * Listens.
     *
     * @param hsm for MACs under {@code zak.issuer-demo}; without one a request with a MAC is answered 96
     * @param pinPad for PINs under {@code zpk.issuer-demo}; without one a request with a PIN is answered 96
     * @throws IOException where a port is taken
     */
    public static IssuerSim start(IssuerConfig config, Optional<Hsm> hsm, Optional<PinPad> pinPad) throws IOException {
        return start(config, hsm, pinPad, Optional.empty());
    }

    /**
     * Listens.
     *
     * @param zoneKeys changes {@code zak} and {@code zpk.issuer-demo} under {@code zmk.issuer-demo}, in the same token as
     *     theirs; without it they never change
     * @throws IOException where a port is taken
     */
    public static IssuerSim start(
            IssuerConfig config, Optional<Hsm> hsm, Optional<PinPad> pinPad, Optional<ZoneKeys> zoneKeys)
            throws IOException {
        return new IssuerSim(config, hsm, pinPad, zoneKeys);
    }

    /** Asks the switch on a line to one of the two ports. */
    private Optional<CardMessage> ask(boolean overBackup, IssuerNetwork.Question question) {
        Channel line = lines.to(overBackup ? backupPort() : primaryPort())
                .orElseThrow(() -> new IllegalArgumentException("no line is open to this port"));
        return network.ask(line, question);
    }

    public int primaryPort() {
        return port(primary);
    }

    public int backupPort() {
        return port(backup);
    }

    public int controlPort() {
        return control.port();
    }

    public LedgerTotals totals() {
        return desk.totals();
    }

    /** Where tests order faults. */
    public FaultPlan faults() {
        return faults;
    }

    @Override
    public void close() {
        control.close();
        primary.close();
        backup.close();
        connections.close();
        threads.shutdownGracefully();
    }

    private Channel listen(int port) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var bound = new ServerBootstrap()
                .group(threads)
                .channel(Sockets.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        if (connections.size() >= MOST_CONNECTIONS) {
            channel.close();
            return;
        }
        connections.add(channel);
        lines.opened(channel);
        boolean silent = faults.strikes(FaultKind.SILENT_CONNECTION);
        channel.pipeline()
                .addLast(
                        new FrameCodec(Framing.named("length2", LARGEST_FRAME_BYTES)),
                        new IssuerConnection(wire, silent));
    }

    private static int port(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
