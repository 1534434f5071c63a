package org.pointwork.testing;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Framing;
import org.pointwork.framing.Sockets;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.security.MessageMac;

/** An issuer on a real socket that does as it is told, on its best behaviour until then. */
public final class FakeIssuer implements AutoCloseable {
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);

    private final EventLoopGroup loops = Sockets.loops(1);
    private final Optional<MessageMac> mac;
    private final Channel server;
    private final List<CardMessage> heard = new CopyOnWriteArrayList<>();
    private final Set<Channel> lines = ConcurrentHashMap.newKeySet();
    private volatile Consumer<Call> payments = Call::approve;
    private volatile Consumer<Call> reversals = Call::approve;
    private volatile Consumer<Call> network = Call::approve;
    private volatile Consumer<Call> files = call -> call.answer("25"); // it keeps no list

    private FakeIssuer(int port, Optional<MessageMac> mac, Optional<SslContext> tls) {
        this.mac = mac;
        ChannelFuture bound = new ServerBootstrap()
                .group(loops)
                .channel(Sockets.server())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        lines.add(channel);
                        channel.closeFuture().addListener(_ -> lines.remove(channel));
                        tls.ifPresent(context -> channel.pipeline().addLast(context.newHandler(channel.alloc())));
                        channel.pipeline().addLast(new FrameCodec(Framing.named("length2", 8192)), new Inbound());
                    }
                })
                .bind("127.0.0.1", port)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            loops.shutdownGracefully();
            throw new IllegalStateException("port " + port, bound.cause());
        }
        this.server = bound.channel();
    }

    /** Without MACs, on a port that was free. */
    public static FakeIssuer start() {
        return new FakeIssuer(0, Optional.empty(), Optional.empty());
    }

    /** On a port whose last user may need a moment more to leave it. */
    public static FakeIssuer startOn(int port) {
        AtomicReference<FakeIssuer> started = new AtomicReference<>();
        Await.until("port " + port + " is free", () -> {
            try {
                started.set(new FakeIssuer(port, Optional.empty(), Optional.empty()));
                return true;
            } catch (IllegalStateException e) {
                return false;
            }
        });
        return started.get();
    }

    /** With a MAC on all that is no 0800. */
    public static FakeIssuer startWithMac(String key) {
        return new FakeIssuer(
                0, Optional.of(new MessageMac(TestToken.hsm(), new MacKey(key), CODEC)), Optional.empty());
    }

    /** Where both sides show a certificate. */
    public static FakeIssuer startWithTls(SslContext context) {
        return new FakeIssuer(0, Optional.empty(), Optional.of(context));
    }

    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    public FakeIssuer onPayment(Consumer<Call> script) {
        payments = script;
        return this;
    }

    public FakeIssuer onReversal(Consumer<Call> script) {
        reversals = script;
        return this;
    }

    public FakeIssuer onFile(Consumer<Call> script) {
        files = script;
        return this;
    }

    public FakeIssuer onNetwork(Consumer<Call> script) {
        network = script;
        return this;
    }

    /** All that came in, 0800 messages too, in order. */
    public List<CardMessage> heard() {
        return List.copyOf(heard);
    }

    public List<CardMessage> heard(String mti) {
        return heard.stream().filter(m -> m.mti().digits().equals(mti)).toList();
    }

    public int connections() {
        return lines.size();
    }

    public Set<Channel> lines() {
        return Set.copyOf(lines);
    }

    public void dropAll() {
        lines.forEach(Channel::close);
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        dropAll();
        loops.shutdownGracefully();
    }

    /** One message that came in. */
    public final class Call {
        private final Channel line;
        private final CardMessage request;

        private Call(Channel line, CardMessage request) {
            this.line = line;
            this.request = request;
        }

        public CardMessage request() {
            return request;
        }

        public void approve() {
            answer("00");
        }

        public void answer(String responseCode) {
            send(reply(responseCode));
        }

        /** The answer as it should be, for a script to change. */
        public CardMessage reply(String responseCode) {
            return request.answer(responseCode);
        }

        /** With a right MAC where this issuer makes any. */
        public void send(CardMessage reply) {
            sendRaw(packed(reply));
        }

        public byte[] packed(CardMessage reply) {
            return mac.isPresent() && !(reply.kind() instanceof Kind.Network)
                    ? mac.get().pack(reply)
                    : CODEC.encode(reply);
        }

        public void sendWithoutMac(CardMessage reply) {
            sendRaw(CODEC.encode(reply));
        }

        public void sendRaw(byte[] payload) {
            line.writeAndFlush(Frame.of(payload));
        }

        /** Reads and says nothing. */
        public void silence() {
            // that is all
        }

        public void drop() {
            line.close();
        }

        public Channel line() {
            return line;
        }
    }

    private final class Inbound extends SimpleChannelInboundHandler<Frame> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, Frame frame) throws FormatException {
            CardMessage request = CODEC.decode(frame.payload());
            heard.add(request);
            if (!request.mti().asks()) {
                return;
            }
            Call call = new Call(context.channel(), CardMessages.of(request.mti(), request.fields()));
            switch (request.kind()) {
                case Kind.Network _ -> network.accept(call);
                case Kind.Reversal _ -> reversals.accept(call);
                case Kind.FileAction _ -> files.accept(call);
                case Kind.Authorization _, Kind.Financial _, Kind.Advice _, Kind.Unserved _, Kind.Reconciliation _ ->
                    payments.accept(call);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
