package org.pointwork.framing;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * How messages are cut out of a TCP stream.
 *
 * <pre>
 *  LENGTH_2                      LENGTH_2_TPDU
 *  +--------+-----------+        +--------+----+----+----+-----------+
 *  | length |  message  |        | length | 60 | to |from|  message  |
 *  |  2 BE  |  length   |        |  2 BE  | 1  | 2  | 2  | length-5  |
 *  +--------+-----------+        +--------+----+----+----+-----------+
 *  length counts the message     length counts the TPDU and the message; to and from are swapped in the answer
 * </pre>
 *
 * @param tpduBytes bytes between length and message that travel back with the addresses swapped, 0 or 5
 * @param maxBytes the largest length accepted, so that no peer decides how much memory it takes here
 */
public record Framing(int tpduBytes, int maxBytes) {
    private static final int LENGTH_BYTES = 2;
    private static final int TPDU_PROTOCOL = 0x60;
    private static final int LARGEST = 0xFFFF;

    public Framing {
        if (tpduBytes != 0 && tpduBytes != 5) {
            throw new IllegalArgumentException("a TPDU has 5 bytes");
        }
        if (maxBytes <= tpduBytes || maxBytes > LARGEST) {
            throw new IllegalArgumentException("a frame's limit is between " + (tpduBytes + 1) + " and " + LARGEST);
        }
    }

    /** @throws IllegalArgumentException naming the framings there are */
    public static Framing named(String name, int maxBytes) {
        return switch (name) {
            case "length2" -> new Framing(0, maxBytes);
            case "length2-tpdu" -> new Framing(5, maxBytes);
            default ->
                throw new IllegalArgumentException(
                        "no framing is called \"" + name + "\"; there are length2 and length2-tpdu");
        };
    }

    /**
     * Takes one frame off the buffer, or nothing where more bytes are needed. A length of 0 is a keep-alive and comes
     * back as a frame without payload.
     *
     * @throws FramingException where the stream can no longer be trusted and the connection has to close
     */
    public Optional<Frame> read(ByteBuf in) throws FramingException {
        if (in.readableBytes() < LENGTH_BYTES) {
            return Optional.empty();
        }
        int length = in.getUnsignedShort(in.readerIndex());
        if (length > maxBytes) {
            throw new FramingException("oversized", "length " + length + " is over the limit of " + maxBytes);
        }
        if (length > 0 && length <= tpduBytes) {
            throw new FramingException("header", "length " + length + " leaves no room for a TPDU and a message");
        }
        if (length > 0 && tpduBytes > 0 && in.readableBytes() > LENGTH_BYTES) {
            requireTpdu(in.getByte(in.readerIndex() + LENGTH_BYTES));
        }
        if (in.readableBytes() < LENGTH_BYTES + length) {
            return Optional.empty();
        }
        in.skipBytes(LENGTH_BYTES);
        if (length == 0) {
            return Optional.of(Frame.KEEP_ALIVE);
        }
        byte[] header = new byte[tpduBytes];
        byte[] payload = new byte[length - tpduBytes];
        in.readBytes(header).readBytes(payload);
        return Optional.of(new Frame(header, payload));
    }

    /** Judged on its first byte: a stranger is not waited for. */
    private static void requireTpdu(byte first) throws FramingException {
        if ((first & 0xFF) != TPDU_PROTOCOL) {
            throw new FramingException("header", "TPDU does not begin with 60");
        }
    }

    /**
     * Appends one frame, a keep-alive as a length of 0.
     *
     * @throws IllegalArgumentException where it is over the limit or its header is not as long as this framing's
     */
    public void write(Frame frame, ByteBuf out) {
        if (frame.isKeepAlive()) {
            out.writeShort(0);
            return;
        }
        int length = frame.header().length + frame.payload().length;
        if (length > maxBytes || frame.header().length != tpduBytes) {
            throw new IllegalArgumentException("a frame of " + length + " bytes does not fit this framing");
        }
        out.writeShort(length).writeBytes(frame.header()).writeBytes(frame.payload());
    }
}
