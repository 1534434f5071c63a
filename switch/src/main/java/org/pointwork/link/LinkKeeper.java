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
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Framing;
import org.pointwork.framing.Sockets;
import org.pointwork.framing.UnreadBytes;
import org.pointwork.link.LinkState.Event;
import org.pointwork.model.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a link up and keeps it up: connects, signs on, echoes while nothing else is heard, and starts again after a
 * drop with growing, jittered waits, so that a partner that comes back is not met by every link at once.
 */
public final class LinkKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    /** Requests that are ready together leave together. */
    private static final int MOST_REQUESTS_A_FLUSH = 60;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration NETWORK_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final IssuerLink link;
    private final PartnerConfig partner;
    private final PartnerConfig.Socket socket;
    private final EventLoopGroup loops;
    private final NetworkMessages network;
    private final Thread thread;
    private volatile boolean open = true;

    public LinkKeeper(
            IssuerLink link, PartnerConfig partner, PartnerConfig.Socket socket, EventLoopGroup loops, Clock clock) {
        this.link = link;
        this.partner = partner;
        this.socket = socket;
        this.loops = loops;
        this.network = new NetworkMessages(clock);
        this.thread = Thread.ofVirtual().name("link-" + link.name()).start(this::run);
    }

    public IssuerLink link() {
        return link;
    }

    private void run() {
        long waitMs = partner.reconnect().toMillis();
        while (open) {
            if (connect().filter(this::stayedUp).isPresent()) {
                waitMs = partner.reconnect().toMillis();
            }
            if (!pause(Duration.ofMillis(waitMs + ThreadLocalRandom.current().nextLong(waitMs / 2 + 1)))) {
                return;
            }
            waitMs = Math.min(waitMs * 2, LONGEST_WAIT.toMillis());
        }
    }

    private Optional<Channel> connect() {
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
                        Framing framing = Framing.named(partner.framing(), partner.maxFrameBytes());
                        channel.pipeline()
                                .addLast(
                                        new FlushConsolidationHandler(MOST_REQUESTS_A_FLUSH, true),
                                        new FrameCodec(framing),
                                        new Inbound());
                    }
                })
                .connect(socket.host(), socket.port())
                .awaitUninterruptibly();
        return connected.isSuccess() ? Optional.of(connected.channel()) : Optional.empty();
    }

    /** Uses the line until it drops; says whether it ever became ready. */
    private boolean stayedUp(Channel line) {
        link.connected(line);
        link.happened(Event.CONNECT);
        boolean ready = false;
        try {
            ready = partner.signOn() ? signOn() : link.happened(Event.SIGN_ON) && link.happened(Event.PREPARE);
            if (ready) {
                echoUntilDropped(line);
            }
        } finally {
            line.close().syncUninterruptibly();
            link.disconnected(line);
        }
        return ready;
    }

    /** Says whether the partner accepted. */
    public boolean signOn() {
        return asked(NetworkMessages.SIGN_ON, NETWORK_TIMEOUT)
                && link.happened(Event.SIGN_ON)
                && link.happened(Event.PREPARE);
    }

    /** No payments from here on; the line stays up. Says whether the partner agreed. */
    public boolean signOff() {
        return link.happened(Event.SIGN_OFF) && asked(NetworkMessages.SIGN_OFF, NETWORK_TIMEOUT);
    }

    public boolean echo() {
        Duration half = partner.echoInterval().dividedBy(2);
        return asked(NetworkMessages.ECHO, half.compareTo(NETWORK_TIMEOUT) < 0 ? half : NETWORK_TIMEOUT);
    }

    private boolean asked(String code, Duration timeout) {
        Outcome outcome = link.manage(network.request(code), timeout);
        boolean agreed = outcome instanceof Outcome.Answered(String _, var reply) && reply.approves();
        if (!agreed) {
            LOG.warn(
                    "link {}: no agreement to 0800/{}: {}",
                    link.name(),
                    code,
                    outcome.getClass().getSimpleName());
        }
        return agreed;
    }

    /** The second echo follows the first at once, so that a half-open line is found within two intervals of silence. */
    private void echoUntilDropped(Channel line) {
        int unanswered = 0;
        while (open && line.isActive() && unanswered < 2) {
            if (unanswered == 0 && !pauseWhileUp(line, partner.echoInterval())) {
                return;
            }
            if (unanswered > 0 || link.silentForMs() >= partner.echoInterval().toMillis()) {
                unanswered = echo() ? 0 : unanswered + 1;
            }
        }
        if (unanswered > 0) {
            LOG.warn("link {}: two echoes unanswered, dropping the line", link.name());
        }
    }

    private static boolean pauseWhileUp(Channel line, Duration time) {
        return !line.closeFuture().awaitUninterruptibly(time.toMillis());
    }

    private boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return open;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        open = false;
        link.drop();
        thread.interrupt();
    }

    /** Frames go to the link; whatever breaks the stream ends the line. */
    private final class Inbound extends SimpleChannelInboundHandler<Frame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Frame frame) {
            link.received(context.channel(), frame);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            link.disconnected(context.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.warn("link {}: line closed: {}", link.name(), cause.getClass().getSimpleName());
            context.close();
        }
    }
}
