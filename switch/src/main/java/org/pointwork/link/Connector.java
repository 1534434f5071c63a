package org.pointwork.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Framing;
import org.pointwork.framing.Sockets;
import org.pointwork.framing.UnreadBytes;
import org.pointwork.security.MutualTls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens lines to a partner: a socket, TLS where it is wanted, frames. Made once for all of a partner's links. */
public final class Connector {
    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    /** Requests that are ready together leave together. */
    private static final int MOST_REQUESTS_A_FLUSH = 60;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final EventLoopGroup loops;
    private final PartnerConfig partner;
    private final Framing framing;
    private final Optional<SslContext> tls;

    /** What came of opening a line. */
    sealed interface Opened {
        record Line(Channel channel) implements Opened {}

        record Failed(String why) implements Opened {}
    }

    /** @throws IllegalStateException where the partner's TLS files cannot be used, naming them */
    public Connector(EventLoopGroup loops, PartnerConfig partner) {
        this.loops = loops;
        this.partner = partner;
        this.framing = Framing.named(partner.framing(), partner.maxFrameBytes());
        this.tls = partner.tls()
                .map(files -> MutualTls.client(files.keyStore(), files.trustStore(), files.passwordFile()));
    }

    /** Frames that come in go to the link; whatever breaks the stream ends the line. */
    Opened open(PartnerConfig.Socket socket, IssuerLink link) {
        ChannelFuture connected = new Bootstrap()
                .group(loops)
                .channel(Sockets.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        UnreadBytes.mark(MOST_REQUESTS_A_FLUSH, partner.maxFrameBytes()))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT_TIMEOUT.toMillis())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        tls.ifPresent(context -> channel.pipeline().addLast(handler(context, channel, socket)));
                        channel.pipeline()
                                .addLast(
                                        new FlushConsolidationHandler(MOST_REQUESTS_A_FLUSH, true),
                                        new FrameCodec(framing),
                                        new Inbound(link));
                    }
                })
                .connect(socket.host(), socket.port())
                .awaitUninterruptibly();
        if (!connected.isSuccess()) {
            return new Opened.Failed("cannot connect: " + connected.cause().getMessage());
        }
        return handshaken(connected.channel());
    }

    private SslHandler handler(SslContext context, Channel channel, PartnerConfig.Socket socket) {
        String name = partner.tls().flatMap(PartnerConfig.Tls::serverName).orElse(socket.host());
        return context.newHandler(channel.alloc(), name, socket.port());
    }

    private static Opened handshaken(Channel channel) {
        SslHandler secured = channel.pipeline().get(SslHandler.class);
        if (secured == null) {
            return new Opened.Line(channel);
        }
        Future<Channel> done = secured.handshakeFuture().awaitUninterruptibly();
        if (!done.isSuccess()) {
            channel.close();
            return new Opened.Failed("TLS refused: " + done.cause().getMessage());
        }
        return new Opened.Line(channel);
    }

    private static final class Inbound extends SimpleChannelInboundHandler<Frame> {
        private final IssuerLink link;

        Inbound(IssuerLink link) {
            this.link = link;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, Frame frame) {
            link.received(context.channel(), frame);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            link.disconnected(context.channel(), "the partner closed the line");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("link {}: line closed: {}", link.name(), cause.getClass().getSimpleName());
            link.disconnected(
                    context.channel(), "the line broke: " + cause.getClass().getSimpleName());
            context.close();
        }
    }
}
