package org.pointwork.framing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds however a stream is cut into segments. */
class FramingPropertyTest {
    private static final int MAX = 900;

    @Property(tries = 1_000)
    void splitsDoNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        Framing framing = any(random);
        List<byte[]> sent = new ArrayList<>();
        ByteBuf stream = Unpooled.buffer();
        for (int i = random.nextInt(8); i >= 0; i--) {
            byte[] payload = new byte[1 + random.nextInt(300)];
            random.nextBytes(payload);
            sent.add(payload);
            framing.write(Frame.of(payload), stream);
        }
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(framing));
        while (stream.isReadable()) {
            channel.writeInbound(stream.readBytes(1 + random.nextInt(Math.min(40, stream.readableBytes()))));
        }
        for (byte[] payload : sent) {
            assertArrayEquals(payload, channel.<Frame>readInbound().payload());
        }
        assertEquals(0, channel.inboundMessages().size());
        channel.finishAndReleaseAll();
    }

    @Property(tries = 5_000)
    void randomStreamsGiveFramesOrAFramingException(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[random.nextInt(600)];
        random.nextBytes(bytes);
        for (int i = 0; i < bytes.length; i += 2) {
            bytes[i] = random.nextInt(10) == 0 ? bytes[i] : 0;
        }
        EmbeddedChannel channel = new EmbeddedChannel(new FrameCodec(any(random)));
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (DecoderException e) {
            assertInstanceOf(FramingException.class, e.getCause());
        }
        for (Object frame : channel.inboundMessages()) {
            assertTrue(((Frame) frame).payload().length <= MAX);
        }
        channel.finishAndReleaseAll();
    }

    private static Framing any(Random random) {
        String length = Framing.lengths().get(random.nextInt(Framing.lengths().size()));
        HeaderKind header = HeaderKind.values()[random.nextInt(HeaderKind.values().length)];
        return Framing.named(length + (header == HeaderKind.NONE ? "" : header.suffix()), MAX);
    }
}
