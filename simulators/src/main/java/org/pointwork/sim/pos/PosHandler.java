package org.pointwork.sim.pos;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Optional;
import org.pointwork.framing.Frame;
import org.pointwork.hsm.HsmException;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.sim.wire.MacSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes back to a terminal: decoded, its MAC verified, and brought to whoever asked. */
final class PosHandler extends SimpleChannelInboundHandler<Frame> {
    private static final Logger LOG = LoggerFactory.getLogger(PosHandler.class);

    private final IsoCodec codec;
    private final Optional<MacSeal> seal;
    private final Inbox inbox;

    PosHandler(IsoCodec codec, Optional<MacSeal> seal, Inbox inbox) {
        this.codec = codec;
        this.seal = seal;
        this.inbox = inbox;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, Frame frame) {
        if (frame.isKeepAlive()) {
            return;
        }
        try {
            CardMessage answer = codec.decode(frame.payload());
            var asked = inbox.asked(answer);
            if (asked.isEmpty()) {
                inbox.unasked(frame);
            } else if (genuine(frame, answer)) {
                asked.get().complete(answer);
            } else {
                asked.get().completeExceptionally(new SecurityException("the answer's MAC is wrong"));
            }
        } catch (FormatException e) {
            LOG.warn("cannot read: {}", e.getMessage());
            inbox.unasked(frame);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        LOG.info("connection closed: {}", cause.getMessage());
        ctx.close();
    }

    private boolean genuine(Frame frame, CardMessage answer) {
        try {
            return seal.isEmpty() || !MacSeal.isOn(answer) || seal.get().genuine(codec, frame.payload(), answer);
        } catch (HsmException e) {
            LOG.error("no HSM for an answer's MAC: {}", e.getMessage());
            return false;
        }
    }
}
