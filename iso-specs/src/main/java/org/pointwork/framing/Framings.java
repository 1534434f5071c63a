package org.pointwork.framing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every framing there is, for what has to try them all. */
public final class Framings {
    private Framings() {}

    /** Each length alone and with each header. */
    public static List<String> names() {
        return Framing.lengths().stream()
                .flatMap(length -> Stream.concat(
                        Stream.of(length),
                        Arrays.stream(HeaderKind.values())
                                .filter(kind -> kind != HeaderKind.NONE)
                                .map(kind -> length + kind.suffix())))
                .toList();
    }

    /** One frame of a message, cut to what fits. */
    public static byte[] framed(String name, int maxBytes, byte[] message) {
        Framing framing = Framing.named(name, maxBytes);
        ByteBuf out = Unpooled.buffer();
        framing.write(Frame.of(Arrays.copyOf(message, Math.min(message.length, framing.maxMessageBytes()))), out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /**
     * Takes every frame off a stream.
     *
     * @return how many there were
     * @throws FramingException where the stream can no longer be trusted
     */
    public static int cut(String name, int maxBytes, ByteBuf stream) throws FramingException {
        Framing framing = Framing.named(name, maxBytes);
        int frames = 0;
        Optional<Frame> frame = framing.read(stream);
        while (frame.isPresent()) {
            frames++;
            frame = framing.read(stream);
        }
        return frames;
    }
}
