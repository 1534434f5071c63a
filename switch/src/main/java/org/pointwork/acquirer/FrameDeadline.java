package org.pointwork.acquirer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.pointwork.framing.FrameCodec;

/**
 * Closes a connection whose frame began and does not end. The clock starts with the frame's first byte and more bytes do
 * not reset it, so a peer that sends one byte a second is dropped as well.
 */
final class FrameDeadline extends ChannelInboundHandlerAdapter {
    private final FrameCodec frames;
    private final Duration timeout;
    private final DoorCounters counters;
    private ScheduledFuture<?> deadline;

    FrameDeadline(FrameCodec frames, Duration timeout, DoorCounters counters) {
        this.frames = frames;
        this.timeout = timeout;
        this.counters = counters;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
        cancel();
        context.fireChannelRead(frame);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!frames.isMidFrame()) {
            cancel();
        } else if (deadline == null) {
            deadline = context.executor().schedule(() -> expire(context), timeout.toMillis(), TimeUnit.MILLISECONDS);
        }
        context.fireChannelReadComplete();
    }

    private void expire(ChannelHandlerContext context) {
        counters.closed("half-frame");
        context.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        cancel();
        context.fireChannelInactive();
    }
}
