package org.pointwork.bench.site;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import org.pointwork.bench.load.Handover;
import org.pointwork.bench.load.RetailMac;
import org.pointwork.sim.ParentWatch;

/** The issuer of all arms as a process: {@code PORT... [sealed]}, with the MAC key on standard input where sealed. */
public final class IssuerProcess {
    private static final String SEALED = "sealed";

    private IssuerProcess() {}

    public static void main(String[] args) throws Exception {
        boolean sealed = args[args.length - 1].equals(SEALED);
        Optional<RetailMac> mac = sealed ? Optional.of(new RetailMac(Handover.key(System.in))) : Optional.empty();
        ParentWatch.startIfAsked();
        FastIssuer issuer = new FastIssuer(mac);
        FrameServer server = new FrameServer();
        for (int i = 0; i < args.length - (sealed ? 1 : 0); i++) {
            server.listen(Integer.parseInt(args[i]), () -> new Desk(issuer));
        }
        System.out.println(FrameServer.READY);
        server.await();
    }

    /** Answers frame by frame, and flushes once for all that came together. */
    public static final class Desk extends SimpleChannelInboundHandler<ByteBuf> {
        private final FastIssuer issuer;

        public Desk(FastIssuer issuer) {
            this.issuer = issuer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
            byte[] request = new byte[frame.readableBytes()];
            frame.readBytes(request);
            byte[] answer = issuer.answer(request);
            ByteBuf out = context.alloc().directBuffer(2 + answer.length);
            context.write(out.writeShort(answer.length).writeBytes(answer), context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close();
        }
    }
}
