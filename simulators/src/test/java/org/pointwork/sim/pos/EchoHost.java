package org.pointwork.sim.pos;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.ssl.SslContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FrameCodec;
import org.pointwork.framing.Sockets;

/** A host on a loopback socket that answers every frame with what a function makes of its payload. */
final class EchoHost implements AutoCloseable {
    private final EventLoopGroup threads = Sockets.loops(1);
    private final Channel channel;

    EchoHost(Door door, Optional<SslContext> tls, UnaryOperator<byte[]> answers) {
        channel = new ServerBootstrap()
                .group(threads)
                .channel(Sockets.server())
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel opened) {
                        tls.ifPresent(context -> opened.pipeline().addLast(context.newHandler(opened.alloc())));
                        opened.pipeline().addLast(new FrameCodec(door.framing()), handler(answers));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .syncUninterruptibly()
                .channel();
    }

    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public void close() {
        channel.close();
        threads.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private static SimpleChannelInboundHandler<Frame> handler(UnaryOperator<byte[]> answers) {
        return new SimpleChannelInboundHandler<>() {
            @Override
            protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
                ctx.writeAndFlush(frame.answer(answers.apply(frame.payload())));
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                ctx.close();
            }
        };
    }
}
