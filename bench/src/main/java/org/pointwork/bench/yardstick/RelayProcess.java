package org.pointwork.bench.yardstick;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.SimpleChannelInboundHandler;
import org.pointwork.bench.load.Frames;
import org.pointwork.bench.site.FrameServer;
import org.pointwork.framing.Sockets;
import org.pointwork.sim.ParentWatch;

/**
 * What two hops through a process cost at least: {@code PORT ISSUER-PORT [batched]}. Cuts frames, hands each on, and
 * knows nothing of what is in them; every acquirer's connection has a line to the issuer of its own. Written plainly, it
 * writes each message by itself; batched, all that came together at once, which only shows where many come together.
 */
final class RelayProcess {
    private RelayProcess() {}

    public static void main(String[] args) {
        ParentWatch.startIfAsked();
        FrameServer server = new FrameServer();
        start(server, Integer.parseInt(args[0]), Integer.parseInt(args[1]), args.length > 2);
        System.out.println(FrameServer.READY);
        server.await();
    }

    static int start(FrameServer server, int port, int issuerPort, boolean batched) {
        return server.listen(port, () -> new Acquirer(issuerPort, batched));
    }

    /** Hands frames on to a line on the same thread. */
    private static class Hop extends SimpleChannelInboundHandler<ByteBuf> {
        final boolean batched;
        Channel onward;

        Hop(boolean batched) {
            this.batched = batched;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            ByteBuf out = onward.alloc().directBuffer(2 + frame.readableBytes());
            onward.write(out.writeShort(frame.readableBytes()).writeBytes(frame), onward.voidPromise());
            if (!batched) {
                onward.flush();
            }
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            if (batched) {
                onward.flush();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            onward.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }

    private static final class Acquirer extends Hop {
        private final int issuerPort;

        Acquirer(int issuerPort, boolean batched) {
            super(batched);
            this.issuerPort = issuerPort;
        }

        /** Reads nothing until the line to the issuer is there. */
        @Override
        public void channelActive(ChannelHandlerContext context) {
            Hop back = new Hop(batched);
            back.onward = context.channel();
            context.channel().config().setAutoRead(false);
            onward = new Bootstrap()
                    .group(context.channel().eventLoop())
                    .channel(Sockets.client())
                    .option(ChannelOption.TCP_NODELAY, true)
                    .handler(new ChannelInitializer<Channel>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(Frames.decoder(), back);
                        }
                    })
                    .connect("127.0.0.1", issuerPort)
                    .addListener(connected -> {
                        if (connected.isSuccess()) {
                            context.channel().config().setAutoRead(true);
                        } else {
                            context.close();
                        }
                    })
                    .channel();
        }
    }
}
