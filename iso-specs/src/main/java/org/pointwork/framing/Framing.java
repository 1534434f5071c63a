package org.pointwork.framing;

import io.netty.buffer.ByteBuf;
import java.util.List;
import java.util.Optional;

/**
 * How messages are cut out of a TCP stream: a length, a header where there is one, the message. docs/framings.md draws
 * every one of them.
 *
 * <pre>
 *  length2                       length2-tpdu
 *  +--------+-----------+        +--------+----+----+----+-----------+
 *  | length |  message  |        | length | 60 | to |from|  message  |
 *  |  2 BE  |  length   |        |  2 BE  | 1  | 2  | 2  | length-5  |
 *  +--------+-----------+        +--------+----+----+----+-----------+
 *  length counts the message     length counts the TPDU and the message; to and from are swapped in the answer
 * </pre>
 */
public final class Framing {
    private static final int LARGEST = 0xFFFF;
    private static final List<String> LENGTHS = List.of(
            "length2",
            "length2-inclusive",
            "length4",
            "length4-inclusive",
            "ascii4",
            "ascii4-inclusive",
            "ascii3",
            "bcd2");

    private final LengthField length;
    private final boolean inclusive;
    private final HeaderKind header;
    private final byte[] usualHeader;
    private final int maxBytes;

    private Framing(LengthField length, boolean inclusive, HeaderKind header, byte[] usualHeader, int maxBytes) {
        long largest = Math.min(LARGEST, length.largest() - (inclusive ? length.bytes() : 0));
        if (maxBytes <= header.bytes() || maxBytes > largest) {
            throw new IllegalArgumentException(
                    "a frame's limit is between " + (header.bytes() + 1) + " and " + largest);
        }
        this.length = length;
        this.inclusive = inclusive;
        this.header = header;
        this.usualHeader = usualHeader;
        this.maxBytes = maxBytes;
    }

    /**
     * @param name a length, and a header where there is one: {@code length2-tpdu}, {@code ascii4-base24}; a BASE I header
     *     may name the stations of a link, ours and then theirs: {@code length2-base1:123456:654321}
     * @param maxBytes the most that a frame's header and message may have, so that no peer decides how much memory it
     *     takes here
     * @throws IllegalArgumentException naming the framings there are, or the limits a frame may have
     */
    public static Framing named(String name, int maxBytes) {
        String[] words = name.split(":");
        HeaderKind header = HeaderKind.NONE;
        String lengthName = words[0];
        for (HeaderKind kind : HeaderKind.values()) {
            if (kind != HeaderKind.NONE && lengthName.endsWith(kind.suffix())) {
                header = kind;
                lengthName = lengthName.substring(
                        0, lengthName.length() - kind.suffix().length());
            }
        }
        if (!LENGTHS.contains(lengthName) || words.length == 2 || words.length > 3) {
            throw new IllegalArgumentException("no framing is called \"" + name + "\"; there are "
                    + String.join(", ", LENGTHS) + ", each alone or with -tpdu, -base1 or -base24");
        }
        byte[] usual = words.length == 3 ? header.between(words[1], words[2]) : header.usual();
        return new Framing(lengthField(lengthName), lengthName.endsWith("-inclusive"), header, usual, maxBytes);
    }

    /** As {@link #named(String, int)}, with the largest limit that it can have. */
    public static Framing named(String name) {
        String length = name.startsWith("ascii3") ? "ascii3" : name.startsWith("length") ? "length2" : "bcd2";
        int own = name.contains("-inclusive") ? 4 : 0;
        return named(name, (int) Math.min(LARGEST, lengthField(length).largest()) - own);
    }

    private static LengthField lengthField(String name) {
        return switch (name) {
            case "length4", "length4-inclusive" -> LengthField.BINARY_4;
            case "ascii4", "ascii4-inclusive" -> LengthField.ASCII_4;
            case "ascii3" -> LengthField.ASCII_3;
            case "bcd2" -> LengthField.BCD_2;
            default -> LengthField.BINARY_2;
        };
    }

    /** The names of all lengths; a header may follow each. */
    static List<String> lengths() {
        return LENGTHS;
    }

    /** Bytes of a TPDU between length and message, 0 where there is none. */
    public int tpduBytes() {
        return header == HeaderKind.TPDU ? header.bytes() : 0;
    }

    /** The most that a message may have behind its header. */
    public int maxMessageBytes() {
        return maxBytes - header.bytes();
    }

    /**
     * Takes one frame off the buffer, or nothing where more bytes are needed. A length of nothing is a keep-alive and
     * comes back as a frame without payload.
     *
     * @throws FramingException where the stream can no longer be trusted and the connection has to close
     */
    public Optional<Frame> read(ByteBuf in) throws FramingException {
        if (in.readableBytes() < length.bytes()) {
            return Optional.empty();
        }
        int counted = counted(in);
        if (counted > 0) {
            requireHeader(in);
        }
        if (in.readableBytes() < length.bytes() + counted) {
            return Optional.empty();
        }
        in.skipBytes(length.bytes());
        if (counted == 0) {
            return Optional.of(Frame.KEEP_ALIVE);
        }
        byte[] head = new byte[header.bytes()];
        byte[] payload = new byte[counted - head.length];
        in.readBytes(head).readBytes(payload);
        if (!header.agrees(head, payload.length)) {
            throw new FramingException("header", header.label() + " tells another length");
        }
        return Optional.of(new Frame(head, payload));
    }

    /** Bytes of header and message, or 0. */
    private int counted(ByteBuf in) throws FramingException {
        long told = length.read(in, in.readerIndex());
        if (told < 0) {
            throw new FramingException("length", "length is not a number");
        }
        if (inclusive && told < length.bytes()) {
            throw new FramingException("length", "length " + told + " does not count itself");
        }
        long counted = inclusive ? told - length.bytes() : told;
        if (counted > maxBytes) {
            throw new FramingException("oversized", "length " + counted + " is over the limit of " + maxBytes);
        }
        if (counted > 0 && counted <= header.bytes()) {
            throw new FramingException(
                    "header", "length " + counted + " leaves no room for a " + header.label() + " and a message");
        }
        return (int) counted;
    }

    /** Judged as far as it is there: a stranger is not waited for. */
    private void requireHeader(ByteBuf in) throws FramingException {
        byte[] begins = header.begins();
        int start = in.readerIndex() + length.bytes();
        for (int i = 0; i < begins.length && start + i < in.writerIndex(); i++) {
            if (in.getByte(start + i) != begins[i]) {
                throw new FramingException("header", header.label() + " does not begin with " + header.beginning());
            }
        }
    }

    /**
     * Appends one frame, a keep-alive as a length of nothing. A frame without a header gets the one that messages of our
     * own have.
     *
     * @throws IllegalArgumentException where it is over the limit or its header is not as long as this framing's
     */
    public void write(Frame frame, ByteBuf out) {
        int own = inclusive ? length.bytes() : 0;
        if (frame.isKeepAlive()) {
            length.write(own, out);
            return;
        }
        byte[] head = frame.header().length == 0 ? usualHeader : frame.header();
        int counted = head.length + frame.payload().length;
        if (counted > maxBytes || head.length != header.bytes()) {
            throw new IllegalArgumentException("a frame of " + counted + " bytes does not fit this framing");
        }
        length.write(counted + own, out);
        out.writeBytes(header.over(head, frame.payload().length)).writeBytes(frame.payload());
    }
}
