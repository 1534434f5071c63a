package org.pointwork.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * One connection, which is one terminal. An answer finds its request by STAN and terminal. All on the generator's one
 * thread, so nothing is locked.
 */
final class Lane extends SimpleChannelInboundHandler<ByteBuf> {
    private static final int STANS = 1_000_000;
    private static final int TERMINAL_CHARACTERS = 8;
    private static final long NOTHING = Long.MIN_VALUE;

    private final byte[] terminal;
    private final List<Template> cards;
    private final Scores scores;
    private final LongConsumer onAnswer;
    private final long[] due = new long[STANS]; // by STAN: when the request under way was due
    private Channel channel;
    private int stan;
    private byte[] message = new byte[512];

    /** @param onAnswer told the time of each answer: what a closed loop sends its next request on */
    Lane(String terminal, List<Template> cards, Scores scores, LongConsumer onAnswer) {
        this.terminal = Template.ascii(terminal);
        this.cards = cards;
        this.scores = scores;
        this.onAnswer = onAnswer;
        Arrays.fill(due, NOTHING);
    }

    boolean isOpen() {
        return channel != null && channel.isActive();
    }

    /** Writes one request without flushing. */
    void send(long rrn, long dueNanos, Timestamps now) {
        stan = stan % (STANS - 1) + 1;
        due[stan] = dueNanos;
        byte[] frame = cards.get(stan % cards.size()).request(stan, rrn, now);
        channel.write(channel.alloc().directBuffer(frame.length).writeBytes(frame), channel.voidPromise());
        scores.sent(dueNanos);
    }

    void flush() {
        channel.flush();
    }

    void close() {
        if (channel != null) {
            channel.close().syncUninterruptibly();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) {
        int length = frame.readableBytes();
        if (message.length < length) {
            message = new byte[length];
        }
        frame.readBytes(message, 0, length);
        long now = System.nanoTime();
        int answered = (int) Iso87.number(message, Iso87.offset(message, 11), 6);
        if (answered < 0 || answered >= STANS || due[answered] == NOTHING || !isOurs()) {
            scores.stranger();
            return;
        }
        scores.answered(Iso87.number(message, Iso87.offset(message, 39), 2), due[answered], now);
        due[answered] = NOTHING;
        onAnswer.accept(now);
    }

    private boolean isOurs() {
        int at = Iso87.offset(message, 41);
        return Arrays.equals(message, at, at + TERMINAL_CHARACTERS, terminal, 0, TERMINAL_CHARACTERS);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        scores.dropped();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close();
    }
}
