package org.pointwork.framing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageCodec;
import java.util.List;
import java.util.Optional;

/** {@link Framing} as a Netty handler: {@link Frame}s in, {@link Frame}s out. A bad stream reaches exceptionCaught. */
public final class FrameCodec extends ByteToMessageCodec<Frame> {
    private final Framing framing;
    private boolean lost;
    private int pending;

    public FrameCodec(Framing framing) {
        this.framing = framing;
    }

    /** Whether a frame has begun and not ended: a peer that stays here is stuck. */
    public boolean isMidFrame() {
        return pending > 0;
    }

    @Override
    protected void encode(ChannelHandlerContext ctx, Frame frame, ByteBuf out) {
        framing.write(frame, out);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws FramingException {
        if (lost) {
            in.skipBytes(in.readableBytes());
            return;
        }
        try {
            Optional<Frame> frame = framing.read(in);
            frame.ifPresent(out::add);
            pending = in.readableBytes();
        } catch (FramingException e) {
            lost = true; // nothing after this can be trusted, and the close takes a moment
            in.skipBytes(in.readableBytes());
            throw e;
        }
    }
}
