package org.pointwork.acquirer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Framing;
import org.pointwork.framing.Sockets;
import org.pointwork.framing.UnreadBytes;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.security.MutualTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One door: listens, sets limits on every connection, and hands frames to an {@link AcquirerSession}. */
public final class AcquirerListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AcquirerListener.class);
    private static final int BACKLOG = 1024;
    private static final long TLS_HANDSHAKE_MS = 10_000;
    /** Answers that are ready together leave together: a system call for each would cost more than making them. */
    private static final int MOST_ANSWERS_A_FLUSH = 30;

    private final ListenerConfig config;
    private final Channel server;

    /**
     * Opens the door.
     *
     * @throws IllegalStateException naming door and port where it cannot be opened
     */
    public AcquirerListener(
            ListenerConfig config, EventLoopGroup loops, Admission admission, Intake intake, Clock clock) {
        this.config = config;
        Framing framing = Framing.named(config.framing(), config.maxFrameBytes());
        IsoCodec codec = new IsoCodec(Dialect.named(config.dialect()));
        Optional<SslContext> tls =
                config.tls().map(files -> MutualTls.server(files.keyStore(), files.trustStore(), files.passwordFile()));
        DoorCounters counters = new DoorCounters(config.name());
        var bound = new ServerBootstrap()
                .group(loops)
                .channel(Sockets.server())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        UnreadBytes.mark(MOST_ANSWERS_A_FLUSH, config.maxFrameBytes()))
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (counters.connections.get() >= config.maxConnections()) {
                            counters.closed("too-many-connections");
                            channel.close();
                            return;
                        }
                        tls.ifPresent(context -> channel.pipeline().addLast(handler(context, channel)));
                        FrameCodec frames = new FrameCodec(framing);
                        channel.pipeline()
                                .addLast(
                                        new FlushConsolidationHandler(MOST_ANSWERS_A_FLUSH, true),
                                        new IdleStateHandler(
                                                config.idleTimeout().toMillis(), 0, 0, TimeUnit.MILLISECONDS),
                                        frames,
                                        new FrameDeadline(frames, config.frameTimeout(), counters),
                                        new AcquirerSession(config, codec, counters, admission, intake, clock));
                    }
                })
                .bind(config.host(), config.port())
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IllegalStateException("door " + config.name() + " cannot listen on " + config.host() + ":"
                    + config.port() + ": " + bound.cause().getMessage());
        }
        this.server = bound.channel();
        LOG.info("door {} listens on {}:{}", config.name(), config.host(), config.port());
    }

    private static SslHandler handler(SslContext context, Channel channel) {
        SslHandler handler = context.newHandler(channel.alloc());
        handler.setHandshakeTimeoutMillis(TLS_HANDSHAKE_MS);
        return handler;
    }

    public ListenerConfig config() {
        return config;
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
    }
}
