package org.pointwork.sim.pos;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.pointwork.framing.Sockets;

/** Connects terminals, all on two threads of their own, and shakes hands where the door has TLS. */
final class Dialer {
    private static final int TIMEOUT_MS = 5_000;
    private static final EventLoopGroup THREADS = Sockets.loops(2, new DefaultThreadFactory("pos", true));

    private Dialer() {}

    /**
     * @param line puts the handlers of the application in place
     * @throws IOException where connection or handshake fail, or take over 5 s each
     */
    static Channel dial(Door door, InetSocketAddress address, Consumer<ChannelPipeline> line) throws IOException {
        Optional<SslContext> tls =
                door.tls().isPresent() ? Optional.of(door.tls().get().context()) : Optional.empty();
        var connected = new Bootstrap()
                .group(THREADS)
                .channel(Sockets.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, TIMEOUT_MS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        tls.ifPresent(context -> opened.pipeline()
                                .addLast(context.newHandler(
                                        opened.alloc(), address.getHostString(), address.getPort())));
                        line.accept(opened.pipeline());
                    }
                })
                .connect(address)
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            throw new IOException("cannot connect to " + address, connected.cause());
        }
        if (tls.isPresent()) {
            requireHandshake(connected.channel(), address);
        }
        return connected.channel();
    }

    private static void requireHandshake(Channel channel, InetSocketAddress address) throws IOException {
        Future<Channel> handshake = channel.pipeline().get(SslHandler.class).handshakeFuture();
        boolean ended = handshake.awaitUninterruptibly(TIMEOUT_MS);
        if (!ended || !handshake.isSuccess()) {
            channel.close();
            throw new IOException("no TLS handshake with " + address, handshake.cause());
        }
    }
}
