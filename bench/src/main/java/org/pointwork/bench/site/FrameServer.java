package org.pointwork.bench.site;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.pointwork.bench.load.Frames;
import org.pointwork.framing.Sockets;

/** Listens on 127.0.0.1 for frames with a length of 2 bytes; all connections share one thread. */
public final class FrameServer implements AutoCloseable {
    /** The line on standard output that says that a process listens. */
    public static final String READY = "READY";

    private final EventLoopGroup loops = Sockets.loops(1);
    private Channel last;

    public EventLoopGroup loops() {
        return loops;
    }

    /**
     * Opens a port.
     *
     * @param port 0 for any free one
     * @param handlers makes what takes a connection's frames
     * @return the port
     */
    public int listen(int port, Supplier<ChannelHandler> handlers) {
        last = new ServerBootstrap()
                .group(loops)
                .channel(Sockets.server())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(Frames.decoder(), handlers.get());
                    }
                })
                .bind("127.0.0.1", port)
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) last.localAddress()).getPort();
    }

    public void await() {
        last.closeFuture().syncUninterruptibly();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
