package org.pointwork.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.pointwork.framing.Sockets;

/**
 * Thousands of terminals, each with a connection of its own over mutual TLS, that do nothing until all ask at once.
 * Everything but the opening happens on one event loop.
 */
final class Crowd implements AutoCloseable {
    private static final int OPENING_AT_ONCE = 64; // a handshake costs both sides a millisecond or two and has 10 s
    private static final int PER_ADDRESS = 10_000; // an address has 28,000 ports for outgoing connections
    private static final Duration CONNECT_LIMIT = Duration.ofMinutes(3);

    private final int port;
    private final SslContext tls;
    private final EventLoopGroup group = Sockets.loops(1);
    private final EventLoop loop = group.next();
    private final List<Terminal> terminals = new ArrayList<>();
    private final Histogram latency = Latency.histogram();
    private final Map<String, Long> byCode = new TreeMap<>();
    private final CountDownLatch unanswered;
    private double connectedSeconds;
    private int dropped;

    Crowd(int port, int terminals, SslContext tls) {
        this.port = port;
        this.tls = tls;
        for (int i = 0; i < terminals; i++) {
            this.terminals.add(new Terminal(i));
        }
        this.unanswered = new CountDownLatch(terminals);
    }

    /** Connects them all. Sessions are not resumed: each terminal of a real crowd is another one. */
    void connect() throws InterruptedException {
        long start = System.nanoTime();
        Semaphore opening = new Semaphore(OPENING_AT_ONCE);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (Terminal terminal : terminals) {
            opening.acquire();
            terminal.open().addListener(shaken -> {
                if (!shaken.isSuccess()) {
                    failure.compareAndSet(null, shaken.cause());
                }
                opening.release();
            });
        }
        boolean all = opening.tryAcquire(OPENING_AT_ONCE, CONNECT_LIMIT.toSeconds(), TimeUnit.SECONDS);
        if (!all || failure.get() != null) {
            throw new IllegalStateException("a terminal could not connect", failure.get());
        }
        connectedSeconds = (System.nanoTime() - start) / 1e9;
    }

    /** Has every terminal ask once, now, and waits for the answers. */
    CrowdResult ask(Duration patience) throws InterruptedException, ExecutionException {
        long firstRrn = System.currentTimeMillis() / 1000 % 100_000 * 10_000_000;
        Timestamps now = Timestamps.at(System.currentTimeMillis() / 1000);
        loop.execute(() -> terminals.forEach(terminal -> terminal.ask(firstRrn, now)));
        boolean _ = unanswered.await(patience.toMillis(), TimeUnit.MILLISECONDS); // the count says how it went
        return loop.submit(this::result).get();
    }

    private CrowdResult result() {
        Map<String, Long> refused = new TreeMap<>(byCode);
        Long approved = refused.remove("00");
        return new CrowdResult(
                terminals.size(),
                connectedSeconds,
                approved == null ? 0 : approved,
                refused,
                unanswered.getCount(),
                dropped,
                Latency.of(latency));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** One of them. */
    private final class Terminal extends SimpleChannelInboundHandler<ByteBuf> {
        private final int number;
        private Channel channel;
        private long askedNanos;

        Terminal(int number) {
            this.number = number;
        }

        /** Ends well when the handshake does. */
        Future<Channel> open() {
            var shaken = loop.<Channel>newPromise();
            new Bootstrap()
                    .group(loop)
                    .channel(Sockets.client())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .localAddress(new InetSocketAddress("127.0.0." + (1 + number / PER_ADDRESS), 0))
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel opened) {
                            channel = opened;
                            // sessions are remembered by this port, which is looked at for nothing else
                            SslHandler handler = tls.newHandler(opened.alloc(), "127.0.0.1", number);
                            handler.handshakeFuture().addListener(done -> {
                                if (done.isSuccess()) {
                                    shaken.trySuccess(opened);
                                } else {
                                    shaken.tryFailure(done.cause());
                                }
                            });
                            opened.pipeline().addLast(handler, Frames.decoder(), Terminal.this);
                        }
                    })
                    .connect("127.0.0.1", port)
                    .addListener(connected -> {
                        if (!connected.isSuccess()) {
                            shaken.tryFailure(connected.cause());
                        }
                    });
            return shaken;
        }

        void ask(long firstRrn, Timestamps now) {
            Template card = new Template(Template.pan(number), "C%07d".formatted(number), Optional.empty());
            byte[] frame = card.request(1, firstRrn + number, now);
            askedNanos = System.nanoTime();
            channel.writeAndFlush(channel.alloc().directBuffer(frame.length).writeBytes(frame), channel.voidPromise());
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            byte[] answer = new byte[frame.readableBytes()];
            frame.readBytes(answer);
            Latency.record(latency, System.nanoTime() - askedNanos);
            byCode.merge("%02d".formatted(Iso87.number(answer, Iso87.offset(answer, 39), 2)), 1L, Long::sum);
            unanswered.countDown();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            dropped++;
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
