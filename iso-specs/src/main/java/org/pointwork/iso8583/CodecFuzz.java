package org.pointwork.iso8583;

import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.pointwork.framing.FramingException;
import org.pointwork.framing.Framings;
import org.pointwork.model.Mti;

/**
 * Sends spoilt messages of every dialect through its decoder, and spoilt streams through every framing: what comes back is
 * a message or a refusal, and nothing else. A seed gives the same messages every time.
 */
public final class CodecFuzz {
    private static final int MAX_FRAME_BYTES = 900;

    private final Random random;
    private long read;
    private long refused;

    /**
     * What came of it.
     *
     * @param read messages and frames that were taken for sound
     * @param refused those that were refused in due form
     * @param fault what went wrong: dialect or framing, the error, and the bytes; they are made up and hold no real card
     */
    public record Result(long read, long refused, Optional<String> fault) {}

    private CodecFuzz(long seed) {
        this.random = new Random(seed);
    }

    /** @param again asked before every round; the first fault ends it too */
    public static Result run(long seed, BooleanSupplier again) {
        return new CodecFuzz(seed).rounds(again);
    }

    private Result rounds(BooleanSupplier again) {
        List<String> dialects = Dialect.names();
        List<String> framings = Framings.names();
        Optional<String> fault = Optional.empty();
        while (fault.isEmpty() && again.getAsBoolean()) {
            Dialect dialect = Dialect.named(dialects.get(random.nextInt(dialects.size())));
            byte[] message = mutated(dialect);
            fault = decoded(dialect, message);
            if (fault.isEmpty()) {
                fault = cut(framings.get(random.nextInt(framings.size())), message);
            }
        }
        return new Result(read, refused, fault);
    }

    private byte[] mutated(Dialect dialect) {
        Mti mti = new Mti(dialect.edition().version() + "%03d".formatted(random.nextInt(1_000)));
        return Mutator.mutated(Body.write(dialect, mti, Generated.fields(dialect, random)), random);
    }

    private Optional<String> decoded(Dialect dialect, byte[] message) {
        IsoCodec codec = new IsoCodec(dialect);
        try {
            Explain.of(dialect, message);
            codec.encode(codec.decode(message));
            read++;
        } catch (FormatException e) {
            refused++;
            return answered(codec, message, e);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return Optional.of(fault(dialect.name(), e, message));
        }
        return Optional.empty();
    }

    /** Whoever can be told 30 is told it. */
    private static Optional<String> answered(IsoCodec codec, byte[] message, FormatException refusal) {
        try {
            refusal.identified().ifPresent(known -> codec.encode(known.answer("30")));
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(fault(codec + ", answer", e, message));
        }
    }

    private Optional<String> cut(String framing, byte[] message) {
        byte[] stream = Mutator.mutated(Framings.framed(framing, MAX_FRAME_BYTES, message), random);
        try {
            Framings.cut(framing, MAX_FRAME_BYTES, Unpooled.wrappedBuffer(stream));
            read++;
        } catch (FramingException e) {
            refused++;
        } catch (RuntimeException | OutOfMemoryError e) {
            return Optional.of(fault(framing, e, stream));
        }
        return Optional.empty();
    }

    private static String fault(String where, Throwable error, byte[] bytes) {
        return where + ": " + error + "\n" + HexFormat.of().formatHex(bytes);
    }
}
