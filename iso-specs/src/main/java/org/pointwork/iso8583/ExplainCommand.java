package org.pointwork.iso8583;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.pointwork.framing.Frame;
import org.pointwork.framing.Framing;
import org.pointwork.framing.FramingException;

/** {@code pointwork decode SPEC [HEX|FILE]}: describes messages, masked. */
public final class ExplainCommand {
    /** Every message is as it should be. */
    public static final int SOUND = 0;

    /** Something is broken, and the output says where. */
    public static final int BROKEN = 1;

    /** The command was not understood. */
    public static final int USAGE = 2;

    private static final int MAX_BYTES = 1 << 20;
    private static final String HELP = """
            usage: decode SPEC [HEX|FILE]
              SPEC  a dialect, with a framing where the bytes have one: iso87-ascii, iso87-bcd/length2-tpdu,
                    base24/ascii4-base24, or somebody's own, partner.dialect/length2. Dialects:
                    %s
              HEX   the message in hexadecimal; FILE holds hexadecimal or the bytes themselves;
                    without either, standard input is read""".formatted(String.join(" ", Dialect.names()));

    private final Dialect dialect;
    private final Optional<Framing> framing;
    private final PrintStream out;

    private ExplainCommand(String spec, PrintStream out) {
        int ofFile = spec.indexOf(".dialect") + 1; // a file's path has slashes of its own
        int slash = spec.indexOf('/', ofFile);
        boolean framed = slash >= 0 && (ofFile > 0 || !spec.endsWith(".dialect"));
        this.dialect = Dialect.named(framed ? spec.substring(0, slash) : spec);
        this.framing = framed ? Optional.of(Framing.named(spec.substring(slash + 1))) : Optional.empty();
        this.out = out;
    }

    /** As {@link #run(List, InputStream, PrintStream)}, with the process's standard input. */
    public static int run(List<String> args, PrintStream out) {
        return run(args, System.in, out);
    }

    /** @return {@link #SOUND}, {@link #BROKEN} or {@link #USAGE} for the process's exit */
    public static int run(List<String> args, InputStream in, PrintStream out) {
        if (args.isEmpty() || args.size() > 2) {
            out.println(HELP);
            return USAGE;
        }
        try {
            ExplainCommand command = new ExplainCommand(args.get(0), out);
            byte[] given = args.size() == 1 ? limited(in) : given(args.get(1));
            return command.describe(command.bytes(given));
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (IOException | UncheckedIOException e) {
            out.println("the input cannot be read: " + e.getClass().getSimpleName());
            return USAGE;
        }
    }

    private int describe(byte[] bytes) {
        return framing.map(f -> frames(f, Unpooled.wrappedBuffer(bytes))).orElseGet(() -> message(bytes));
    }

    private int frames(Framing cut, ByteBuf stream) {
        int result = SOUND;
        while (stream.isReadable()) {
            int start = stream.readerIndex();
            try {
                Optional<Frame> frame = cut.read(stream);
                if (frame.isEmpty()) {
                    out.println("broken at offset " + start + ": the frame ends early");
                    return BROKEN;
                }
                out.println("frame at offset " + start
                        + (frame.get().isKeepAlive()
                                ? ", keep-alive"
                                : frame.get().describeHeader()));
                result = Math.max(
                        result,
                        frame.get().isKeepAlive() ? SOUND : message(frame.get().payload()));
            } catch (FramingException e) {
                out.println("broken at offset " + start + ": " + e.getMessage());
                return BROKEN;
            }
        }
        return result;
    }

    private int message(byte[] payload) {
        Explain.Explanation explanation = Explain.of(dialect, payload);
        explanation.lines().forEach(out::println);
        return explanation.sound() ? SOUND : BROKEN;
    }

    /** Hexadecimal becomes bytes. A bare ASCII message may look like it, but begins with 0 where its hexadecimal has 30. */
    private byte[] bytes(byte[] given) {
        String text = new String(given, StandardCharsets.ISO_8859_1).strip();
        String compact = text.replaceAll("\\s+", "");
        boolean isHex = !compact.isEmpty()
                && compact.length() % 2 == 0
                && compact.chars().allMatch(HexFormat::isHexDigit);
        boolean isBareAscii = dialect.head().isAscii() && framing.isEmpty() && !compact.startsWith("3");
        if (isHex && !isBareAscii) {
            return HexFormat.of().parseHex(compact);
        }
        return isBareAscii ? withoutLineEnd(given) : given;
    }

    private static byte[] withoutLineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
            end--;
        }
        return java.util.Arrays.copyOf(bytes, end);
    }

    private static byte[] given(String hexOrFile) throws IOException {
        Optional<Path> file = file(hexOrFile);
        if (file.isEmpty()) {
            return hexOrFile.getBytes(StandardCharsets.ISO_8859_1);
        }
        try (InputStream in = Files.newInputStream(file.get())) {
            return limited(in);
        }
    }

    private static Optional<Path> file(String name) {
        try {
            return Optional.of(Path.of(name)).filter(Files::isRegularFile);
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static byte[] limited(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new IllegalArgumentException("the input is over " + MAX_BYTES + " bytes");
        }
        return bytes;
    }
}
