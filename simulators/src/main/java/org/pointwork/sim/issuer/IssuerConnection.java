package org.pointwork.sim.issuer;

import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.TimeUnit;
import org.pointwork.framing.Frame;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection of a switch to the issuer. */
final class IssuerConnection extends SimpleChannelInboundHandler<Frame> {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerConnection.class);

    private final IssuerWire wire;
    private final boolean silent;

    /** @param silent swallow all that comes */
    IssuerConnection(IssuerWire wire, boolean silent) {
        this.wire = wire;
        this.silent = silent;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
        if (silent || frame.isKeepAlive()) {
            return;
        }
        Reply reply = wire.receive(ctx.channel(), frame.payload());
        if (reply.drops()) {
            ctx.close();
        } else if (reply.delayMs() > 0) {
            ctx.executor().schedule(() -> send(ctx, frame, reply), reply.delayMs(), TimeUnit.MILLISECONDS);
        } else {
            send(ctx, frame, reply);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        ctx.flush(); // one system call for all that was answered in this read
    }

    /** A switch that stops reading is not read from either, so what waits for it stays small. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ctx.channel().config().setAutoRead(ctx.channel().isWritable());
        ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("connection closed: {}", cause.getMessage());
        ctx.close();
    }

    private static void send(ChannelHandlerContext ctx, Frame request, Reply reply) {
        for (byte[] payload : reply.payloads()) {
            ctx.write(request.answer(payload)).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        }
        if (reply.delayMs() > 0) {
            ctx.flush();
        }
    }
}
